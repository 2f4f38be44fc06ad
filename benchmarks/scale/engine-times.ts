import type {CostsAsk, PathAsk, ReachAsk, RoutingEngine} from '../../src/routing/engine.js';
import {RoutingError} from '../../src/routing/errors.js';
import type {PlaceToAsk} from '../places.js';
import {median} from '../statistics.js';
import {timeOf} from '../targets/in-turn.js';
import {snapsAt} from '../targets/places-as-snaps.js';
import type {EngineTimes} from './scale-row.js';

const ROUTES = 101;
const REACHES = 21;
const MATRICES = 7;
const MATRIX = 25;
const SECONDS = 300;

const {signal} = new AbortController();

/**
 * What an engine takes for random routes, matrices and searches of a city, one after another.
 * @param next places, the same for every engine
 * @param ran  what the last call took in the database, milliseconds; default: the whole call counts
 */
export async function engineTimes(
  engine: RoutingEngine,
  next: () => PlaceToAsk,
  ran?: () => number,
): Promise<EngineTimes> {
  const {version} = await engine.network(signal);
  const weighting = {version, profile: 'CAR', objective: 'FASTEST'} as const;
  const matrix = (): CostsAsk => ({
    ...weighting,
    origins: snapsAt(MATRIX, next),
    destinations: snapsAt(MATRIX, next),
  });
  const reach = (): ReachAsk => ({
    version,
    profile: 'CAR',
    origins: snapsAt(1, next),
    direction: 'DEPART',
    measure: 'seconds',
    budget: SECONDS,
  });
  return {
    routeMs: await routeTime(engine, next, ran),
    // its parts run side by side, so it counts as a whole
    matrixMs: await medianOf(MATRICES, matrix, (asks) => engine.costs(asks, signal)),
    reachMs: await medianOf(REACHES, reach, (asks) => engine.reach(asks, signal), ran),
  };
}

/** As `engineTimes`, of routes alone. @returns milliseconds */
export async function routeTime(engine: RoutingEngine, next: () => PlaceToAsk, ran?: () => number): Promise<number> {
  const {version} = await engine.network(signal);
  const path = (): PathAsk => {
    const [from, to] = snapsAt(2, next);
    return {version, profile: 'CAR', objective: 'FASTEST', from, to};
  };
  return medianOf(ROUTES, path, (asks) => engine.paths(asks, signal), ran);
}

async function medianOf<Ask>(
  count: number,
  draw: () => Ask,
  ask: (asks: readonly Ask[]) => Promise<readonly unknown[]>,
  ran?: () => number,
): Promise<number> {
  const once = async () => {
    const asks = [draw()];
    const whole = await timeOf(async () => {
      const failed = (await ask(asks)).find((answer) => answer instanceof RoutingError);
      if (failed) throw failed as Error;
    });
    return ran?.() ?? whole;
  };
  // the compiler's and the caches' first sight of it
  for (let i = 0; i < count / 4; i++) await once();
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push(await once());
  return median(times);
}
