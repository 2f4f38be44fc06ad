import {createServer, connect, type Server, type Socket} from 'node:net';
import type {AddressInfo} from 'node:net';
import {Client} from 'pg';
import {openPgRoutingEngine, type PgRoutingEngine} from '../../../src/engines/pgrouting/engine.js';
import type {RoutingError} from '../../../src/routing/errors.js';
import {createDatabase} from '../../stack/database.js';
import {insertNetwork, type SmallNetwork} from './small-network.js';

const signal = new AbortController().signal;
let database: Awaited<ReturnType<typeof createDatabase>>;
let owner: Client;
let engine: PgRoutingEngine;

beforeEach(async () => {
  database = await createDatabase();
  owner = new Client({connectionString: database.adminUrl});
  await owner.connect();
  engine = open(database.gatewayUrl);
});

afterEach(async () => {
  await engine.close();
  await owner.end();
  await database.drop();
});

function open(databaseUrl: string, queryTimeoutMs = 5000): PgRoutingEngine {
  return openPgRoutingEngine({databaseUrl, batchMax: 64, queueMax: 1000, queryTimeoutMs, edgeStoreBytes: 1e6});
}

const street: SmallNetwork = {
  nodes: [
    [-8.61, 41.14],
    [-8.6, 41.14],
  ],
  edges: [{source: 0, target: 1, between: [], component: 0, name: null}],
  arcs: [{tail: 0, head: 1, milliseconds: 1000, centimetres: 1000, edge: 0, forward: true, departs: true}],
};
const point = {position: [-8.605, 41.14], radiusMetres: 100} as const;
const snapAsk = {profile: 'CAR', points: [point]} as const;
const place = (fraction: number) => ({edge: 0, fraction, location: point.position, distanceMetres: 0, component: 0});
const pathAsk = {profile: 'CAR', objective: 'FASTEST', from: place(0.25), to: place(0.75)} as const;

test('before the first load everything says that no network is loaded, and afterwards it answers', async () => {
  const unavailable = {code: 'NETWORK_UNAVAILABLE', message: 'No network is loaded yet.'};
  const nearest = {profile: 'CAR', position: point.position, count: 1, maxDistanceMetres: null} as const;
  await expect(engine.network(signal)).rejects.toMatchObject(unavailable);
  await expect(engine.snap([snapAsk], signal)).rejects.toMatchObject(unavailable);
  await expect(engine.nearestNodes([nearest], signal)).rejects.toMatchObject(unavailable);
  const version = await insertNetwork(owner, street);
  expect(await engine.network(signal)).toMatchObject({
    version,
    nodeCount: 2,
    edgeCount: 1,
    profiles: ['CAR', 'BICYCLE', 'FOOT'],
  });
  expect(await engine.snap([snapAsk], signal)).toMatchObject([{version}]);
});

test('a version that was dropped is unavailable, not a network without ways', async () => {
  const version = 'gone';
  const unavailable = {code: 'NETWORK_UNAVAILABLE', message: expect.stringContaining('gone') as string};
  await insertNetwork(owner, street);
  const reachAsk = {
    version,
    profile: 'CAR',
    origins: [place(0)],
    direction: 'DEPART',
    measure: 'seconds',
    budget: 10,
  } as const;
  const costsAsk = {...pathAsk, version, origins: [place(0)], destinations: [place(1)]};
  await expect(engine.paths([{...pathAsk, version}], signal)).rejects.toMatchObject(unavailable);
  await expect(engine.costs([costsAsk], signal)).rejects.toMatchObject(unavailable);
  await expect(engine.reach([reachAsk], signal)).rejects.toMatchObject(unavailable);
  await expect(engine.edges(version, [0], signal)).rejects.toMatchObject(unavailable);
  await expect(engine.edgesWithin([{version, profile: 'CAR', bbox: [0, 0, 1, 1]}], signal)).rejects.toMatchObject(
    unavailable,
  );
});

test('a version that is no longer current answers as long as it is there, beside the new one', async () => {
  const before = await insertNetwork(owner, street);
  const after = await insertNetwork(owner, {...street, arcs: [{...street.arcs[0], milliseconds: 9000}]});
  const paths = await engine.paths(
    [
      {...pathAsk, version: before},
      {...pathAsk, version: after},
    ],
    signal,
  );
  expect(paths).toMatchObject([{arcs: [{seconds: 1}]}, {arcs: [{seconds: 9}]}]);
});

test('a pair without a way fails alone, and an engine that was asked nothing answers nothing', async () => {
  const version = await insertNetwork(owner, street);
  const answers = await engine.paths(
    [
      {...pathAsk, version},
      {...pathAsk, version, from: pathAsk.to, to: pathAsk.from},
    ],
    signal,
  );
  expect(answers).toMatchObject([{arcs: [{edge: 0}]}, {code: 'NO_ROUTE'}]);
  expect(await engine.paths([], signal)).toEqual([]);
  expect(await engine.edges(version, [], signal)).toEqual([]);
  const noCells = {...pathAsk, version, origins: [], destinations: [place(1)]};
  expect(await engine.costs([noCells], signal)).toEqual([{cost: new Float64Array(0)}]);
});

test('a database that is away is unavailable, and answers again once it is back', async () => {
  await insertNetwork(owner, street);
  const link = await openLink(database.gatewayUrl);
  const cut = open(link.url);
  expect(await cut.snap([snapAsk], signal)).toHaveLength(1);
  await link.close();
  await expect(cut.snap([snapAsk], signal)).rejects.toMatchObject({code: 'NETWORK_UNAVAILABLE'});
  await link.reopen();
  expect(await cut.snap([snapAsk], signal)).toHaveLength(1);
  await cut.close();
  await link.close();
});

test('a search that takes too long is cut off, in the database too', async () => {
  await insertNetwork(owner, street);
  const hasty = open(database.gatewayUrl, 300);
  const unlock = await lockEdges();
  await expect(hasty.snap([snapAsk], signal)).rejects.toMatchObject({code: 'TIMEOUT', milliseconds: 300});
  await untilIdle();
  await unlock();
  expect(await hasty.snap([snapAsk], signal)).toHaveLength(1);
  await hasty.close();
});

test('a search that nobody waits for any more ends in the database too', async () => {
  await insertNetwork(owner, street);
  const unlock = await lockEdges();
  const gone = new AbortController();
  const answer = engine.snap([snapAsk], gone.signal).catch((error: RoutingError) => error.name);
  while ((await running()) === 0) await pause();
  gone.abort();
  expect(await answer).toBe('AbortError');
  await untilIdle();
  await unlock();
});

/** Makes every statement that reads edges wait, until the returned function is called. */
async function lockEdges(): Promise<() => Promise<void>> {
  const locker = new Client({connectionString: database.adminUrl});
  await locker.connect();
  await locker.query('BEGIN; LOCK TABLE edge IN ACCESS EXCLUSIVE MODE');
  return () => locker.end();
}

async function untilIdle(): Promise<void> {
  while ((await running()) > 0) await pause();
}

/** Statements of the gateway that the server runs. */
async function running(): Promise<number> {
  const {rows} = await owner.query<{running: number}>(
    `SELECT count(*)::int AS running FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE '-- snap.sql%'`,
  );
  return rows[0].running;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10));
}

/** A link to the database that a test may cut, as a restart of what lies between does. */
async function openLink(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let server: Server;
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server = createServer((near) => {
        const far = connect(Number(target.port), target.hostname);
        for (const [one, other] of [
          [near, far],
          [far, near],
        ]) {
          sockets.add(one);
          one.pipe(other);
          one.on('error', () => other.destroy());
          one.on('close', () => sockets.delete(one));
        }
      }).listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  const port = await listen(0);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    reopen: () => listen(port),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        for (const socket of sockets) socket.destroy();
      }),
  };
}
