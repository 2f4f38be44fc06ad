import type {BenchGround} from '../bench.js';
import type {Check} from '../check.js';
import {randomPlaces} from '../places.js';
import type {BenchSize} from '../size.js';
import {databaseTargets} from './database-times.js';
import {embeddedTargets} from './embedded-times.js';
import {gatewayTargets} from './gateway-rates.js';
import {loadingTargets} from './loading-times.js';

/** What `npm run bench -- targets` asks for by this name. */
export const TARGETS = 'targets';

/**
 * How much quicker than plainer ways to the same this is to be: each ratio of one run on one machine, and whether it is
 * reached.
 */
export async function measureTargets(
  ground: BenchGround,
  size: Pick<BenchSize, 'secondsEach' | 'warmUpSeconds'>,
  say: (line: string) => void,
): Promise<Check[]> {
  const {network, database} = ground;
  const places = (seed: number) => randomPlaces(network, seed);
  say('embedded engine: times');
  const checks = await embeddedTargets(network, places(11));
  if (database) {
    say('pgrouting engine: times');
    checks.push(...(await databaseTargets(database, places(12))));
  }
  checks.push(...(await gatewayTargets({ground, places, size, say})));
  if (database) checks.push(...(await loadingTargets(ground, database, say)));
  return checks;
}
