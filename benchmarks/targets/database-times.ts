import {openPgRoutingEngine} from '../../src/engines/pgrouting/engine.js';
import {connectDirectly} from '../../src/postgres/connect.js';
import {sqlFile} from '../../src/postgres/sql-file.js';
import {profileNames} from '../../src/profiles/profile.js';
import type {Snap} from '../../src/routing/engine.js';
import type {Check} from '../check.js';
import type {LoadedDatabase} from '../database.js';
import type {PlaceToAsk} from '../places.js';
import {median} from '../statistics.js';
import {timeOf, timesInTurn} from './in-turn.js';
import {snapsAt} from './places-as-snaps.js';
import {target} from './target.js';

const ROUNDS = 15;
const MATRIX_ROUNDS = 3;
/** Of ours, one after another: a single one after a tenth of a second of the other side's finds none of its own in the caches. */
const ASKS_A_ROUND = 10;
const MATRIX = 100;
const SECONDS = 300;
/** Of a whole matrix on a busy machine, milliseconds. */
const PATIENCE_MS = 120_000;

const {signal} = new AbortController();

/**
 * The pgRouting engine against the whole-table statements of yardstick/, on the same ends. Ours is timed from a
 * statement's sending through PgBouncer to its last row (the matrix, whose parts run side by side, as a whole); the
 * yardstick on an open connection of its own straight to the server.
 */
export async function databaseTargets(database: LoadedDatabase, next: () => PlaceToAsk): Promise<Check[]> {
  const {urls, version} = database;
  let ranMs = 0;
  const engine = openPgRoutingEngine({
    databaseUrl: urls.gateway,
    batchMax: 64,
    queueMax: 1000,
    queryTimeoutMs: PATIENCE_MS,
    edgeStoreBytes: 2 ** 26,
    onStatement: () => (end) => (ranMs = end.ranMs),
  });
  const client = await connectDirectly(urls.direct, 'roadql bench: whole table');
  const car = profileNames.indexOf('CAR');
  const whole = (file: string, values: readonly unknown[]) =>
    timeOf(() => client.query(sqlFile('benchmarks/yardstick', file), [version, car, ...values]));
  const weighting = {version, profile: 'CAR', objective: 'FASTEST'} as const;
  try {
    const pairs = inTurns(() => snapsAt(2, next));
    const route = await timesInTurn(
      ROUNDS,
      async () => {
        const times: number[] = [];
        for (let ask = 0; ask < ASKS_A_ROUND; ask++) {
          const [from, to] = pairs.ours();
          await engine.paths([{...weighting, from, to}], signal);
          times.push(ranMs);
        }
        return median(times);
      },
      () =>
        whole(
          'whole-table.sql',
          pairs.plain().flatMap(({edge, fraction}) => [edge, fraction]),
        ),
    );
    const places = inTurns(() => snapsAt(1, next));
    const reach = await timesInTurn(
      ROUNDS,
      async () => {
        const times: number[] = [];
        for (let ask = 0; ask < ASKS_A_ROUND; ask++) {
          const origins = places.ours();
          const within = {direction: 'DEPART', measure: 'seconds', budget: SECONDS} as const;
          await engine.reach([{version, profile: 'CAR', origins, ...within}], signal);
          times.push(ranMs);
        }
        return median(times);
      },
      () =>
        whole('whole-table-reach.sql', [...places.plain().flatMap(({edge, fraction}) => [edge, fraction]), SECONDS]),
    );
    const [origins, destinations] = [snapsAt(MATRIX, next), snapsAt(MATRIX, next)];
    const matrix = await timesInTurn(
      MATRIX_ROUNDS,
      () => timeOf(() => engine.costs([{...weighting, origins, destinations}], signal)),
      () => whole('whole-table-costs.sql', [origins, destinations].flatMap(columnsOf)),
    );
    return [
      target('pgrouting engine: a route with its edges / whole-table pgr_dijkstra', 80, 'times', ...route),
      target(`pgrouting engine: a ${MATRIX} x ${MATRIX} matrix / whole-table pgr_dijkstraCost`, 20, 'times', ...matrix),
      target(`pgrouting engine: a search of ${SECONDS} s / whole-table pgr_drivingDistance`, 8, 'times', ...reach),
    ];
  } finally {
    await client.end();
    await engine.close();
  }
}

/** Places for both sides, in the same order. */
function inTurns<Places>(make: () => Places): {readonly ours: () => Places; readonly plain: () => Places} {
  const made: Places[] = [];
  const from = () => {
    let place = 0;
    return () => {
      if (place === made.length) made.push(make());
      return made[place++];
    };
  };
  return {ours: from(), plain: from()};
}

function columnsOf(snaps: readonly Snap[]): [number[], number[]] {
  return [snaps.map(({edge}) => edge), snaps.map(({fraction}) => fraction)];
}
