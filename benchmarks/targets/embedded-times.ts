import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import type {CostsAsk, PathAsk, ReachAsk, RoutingEngine} from '../../src/routing/engine.js';
import {RoutingError} from '../../src/routing/errors.js';
import type {Check} from '../check.js';
import type {PlaceToAsk} from '../places.js';
import {timeOf, timesInTurn} from './in-turn.js';
import {snapsAt} from './places-as-snaps.js';
import {target} from './target.js';

const ROUNDS = 7;
/** Asked in one call, of which the time for one is taken. */
const PATHS = 50;
const REACHES = 10;
const MATRIX = 100;

const {signal} = new AbortController();

/**
 * The embedded engine against itself without hierarchies, which is plain Dijkstra: from one end, until the other is
 * settled; from each origin, until every destination is; within a budget. Engine time, in this process.
 */
export async function embeddedTargets(network: RoadNetwork, next: () => PlaceToAsk): Promise<Check[]> {
  const engine = openEmbeddedEngine(network);
  const plain = openEmbeddedEngine({...network, hierarchies: []});
  const {version} = await engine.network(signal);
  const weighting = {version, profile: 'CAR', objective: 'FASTEST'} as const;

  const pairs: PathAsk[] = Array.from({length: PATHS}, () => {
    const [from, to] = snapsAt(2, next);
    return {...weighting, from, to};
  });
  // costs alone, which spares the plain search to tell the way
  const costsOfPairs = pairs.map(({from, to}): CostsAsk => ({...weighting, origins: [from], destinations: [to]}));
  const matrix: CostsAsk = {...weighting, origins: snapsAt(MATRIX, next), destinations: snapsAt(MATRIX, next)};
  const reaches = Array.from({length: REACHES}, (): ReachAsk => {
    const origins = snapsAt(1, next);
    return {version, profile: 'CAR', origins, direction: 'DEPART', measure: 'seconds', budget: 900};
  });

  const costs = (of: RoutingEngine, asks: readonly CostsAsk[]) => () => each(asks, (all) => of.costs(all, signal));
  const reach = (of: RoutingEngine) => () => each(reaches, (all) => of.reach(all, signal));
  const route = await timesInTurn(
    ROUNDS,
    () => each(pairs, (all) => engine.paths(all, signal)),
    costs(plain, costsOfPairs),
  );
  const cells = await timesInTurn(ROUNDS, costs(engine, [matrix]), costs(plain, [matrix]));
  const wide = await timesInTurn(ROUNDS, reach(engine), reach(plain));
  return [
    target('embedded engine: a route with its edges / plain Dijkstra', 50, 'times', ...route),
    target(`embedded engine: a ${MATRIX} x ${MATRIX} matrix / repeated Dijkstra`, 150, 'times', ...cells),
    target('embedded engine: a search of 900 s / plain bounded Dijkstra', 1.5, 'times', ...wide),
  ];
}

/** The time that one of some asks takes, milliseconds. */
async function each<Ask>(
  asks: readonly Ask[],
  ask: (asks: readonly Ask[]) => Promise<readonly unknown[]>,
): Promise<number> {
  const time = await timeOf(async () => {
    const failed = (await ask(asks)).find((answer) => answer instanceof RoutingError);
    if (failed) throw failed as Error;
  });
  return time / asks.length;
}
