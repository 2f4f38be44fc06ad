import {Client} from 'pg';
import {openPgRoutingEngine, type PgRoutingEngine} from '../../../src/engines/pgrouting/engine.js';
import type {Path, SnapAnswer} from '../../../src/routing/engine.js';
import {createDatabase} from '../../stack/database.js';
import {gridNetwork} from './grid-network.js';
import {insertNetwork} from './small-network.js';

const signal = new AbortController().signal;
let database: Awaited<ReturnType<typeof createDatabase>>;
let owner: Client;
let engine: PgRoutingEngine;

beforeAll(async () => {
  database = await createDatabase();
  owner = new Client({connectionString: database.adminUrl});
  await owner.connect();
  await owner.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await insertNetwork(owner, gridNetwork(40));
});

beforeEach(() => {
  engine = openPgRoutingEngine({
    databaseUrl: database.gatewayUrl,
    batchMax: 64,
    queueMax: 1000,
    queryTimeoutMs: 20_000,
    edgeStoreBytes: 1e7,
  });
});

afterEach(() => engine.close());

afterAll(async () => {
  await owner.end();
  await database.drop();
});

test('twenty different routes of one request reach PostgreSQL as three statements at most', async () => {
  await forgetStatements();
  const points = Array.from({length: 20}, (_, route) => [positionOf(route), positionOf(39 * 40 - 7 * route)]);
  await plan(points);
  expect(await statements()).toBeLessThanOrEqual(3);
});

test('a hundred routes of as many requests at once reach PostgreSQL as thirty statements at most', async () => {
  await forgetStatements();
  await Promise.all(
    Array.from({length: 100}, async (_, request) => {
      // they come in over several turns of the event loop, as connections do
      for (let turn = 0; turn < request % 10; turn++) await new Promise((resolve) => setImmediate(resolve));
      await plan([[positionOf(request), positionOf(39 * 40 - request)]]);
    }),
  );
  const count = await statements();
  expect(count).toBeGreaterThanOrEqual(3);
  expect(count).toBeLessThanOrEqual(30);
});

test('edges that a snap found are not asked for again', async () => {
  const [answer] = (await engine.snap(
    [{profile: 'CAR', points: [{position: positionOf(5), radiusMetres: 100}]}],
    signal,
  )) as SnapAnswer[];
  await forgetStatements();
  const edge = answer.points[0].main?.edge ?? -1;
  expect(await engine.edges(answer.version, [edge], signal)).toMatchObject([{id: edge}]);
  expect(await statements()).toBe(0);
});

/** What a request does for its routes: one call of each verb. */
async function plan(routes: (readonly [number, number])[][]): Promise<void> {
  const answers = (await engine.snap(
    routes.map((route) => ({
      profile: 'CAR' as const,
      points: route.map((position) => ({position, radiusMetres: 1000})),
    })),
    signal,
  )) as SnapAnswer[];
  const paths = await engine.paths(
    answers.map(({version, points}) => {
      const [from, to] = points.map(({main}) => {
        if (!main) throw new Error('The grid has a road near every point.');
        return main;
      });
      return {version, profile: 'CAR', objective: 'FASTEST', from, to};
    }),
    signal,
  );
  const ids = paths.flatMap((path) => (path as Path).arcs.map(({edge}) => edge));
  const edges = await engine.edges(answers[0].version, ids, signal);
  expect(edges.map(({id}) => id)).toEqual(ids);
}

async function forgetStatements(): Promise<void> {
  await owner.query('SELECT pg_stat_statements_reset()');
}

/** How many statements of the gateway the server has run since, by its own count. */
async function statements(): Promise<number> {
  const {rows} = await owner.query<{calls: number}>(
    `SELECT COALESCE(sum(calls), 0)::int AS calls
     FROM pg_stat_statements
     WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND query ~ '^-- (snap|paths|edges|network|costs|reach)' AND toplevel`,
  );
  return rows[0].calls;
}

function positionOf(node: number): [number, number] {
  return [-8.61 + (node % 40) * 0.001 + 0.0004, 41.14 + Math.floor(node / 40) * 0.001];
}
