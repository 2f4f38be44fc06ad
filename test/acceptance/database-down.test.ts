import type {LocalStack} from '../../database/stack/stack.js';
import {startLocalStack} from '../../database/stack/start-local.js';
import {writeToDatabase} from '../../loader/sinks/database.js';
import {openPgRoutingEngine} from '../../src/engines/pgrouting/engine.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {startGateway, type TestGateway} from '../http/gateway.js';
import {buildCity, sample} from './real-city.js';
import {RandomWaypoints} from './random-waypoints.js';

/** As the gateway is configured by default. */
const queryTimeoutMs = 5000;
/** How soon a gateway has to answer again once its database is back. */
const backWithinMs = 5000;

let stack: LocalStack;
let engine: RoutingEngine;
let gateway: TestGateway;
let query: string;

beforeAll(async () => {
  const [started, network] = await Promise.all([startLocalStack(), buildCity(sample)]);
  stack = started;
  await writeToDatabase(network, {adminUrl: stack.urls.direct, statistics: networkStatistics(network)});
  const random = new RandomWaypoints(network, 'database down');
  const [from, to] = [random.besideRoad(), random.besideRoad()].map(({lon, lat}) => `{lon: ${lon}, lat: ${lat}}`);
  query = `{route(waypoints: [${from}, ${to}]) {routes {duration}}}`;
  engine = openPgRoutingEngine({
    databaseUrl: stack.urls.gateway,
    batchMax: 64,
    queueMax: 1000,
    queryTimeoutMs,
    edgeStoreBytes: 1e6,
  });
  gateway = await startGateway(engine, {LOG_LEVEL: 'error', QUERY_TIMEOUT_MS: String(queryTimeoutMs)});
}, 120_000);

afterAll(async () => {
  await gateway?.close();
  await engine?.close();
  await stack?.stop();
});

const outages = [
  ['PgBouncer', () => stack.stopPgBouncer(), () => stack.startPgBouncer()],
  ['PostgreSQL, shut down in order,', () => stack.stopPostgres('fast'), () => stack.startPostgres()],
  ['PostgreSQL, crashed,', () => stack.stopPostgres('immediate'), () => stack.startPostgres()],
] as const;

test.each(outages)(
  'while %s is away the gateway says so, and it answers by itself afterwards',
  async (_, down, up) => {
    expect(await gateway.ask(query)).toMatchObject({status: 200, data: {route: {routes: [{}]}}});
    await down();
    try {
      // one after another, for what was open when the database went may fail otherwise than what is opened afterwards
      for (let attempt = 0; attempt < 3; attempt++) {
        const {status, headers, data, errors} = await within(queryTimeoutMs + 1000, () => gateway.ask(query));
        expect({status, data, codes: errors?.map(({extensions}) => extensions.code)}).toEqual({
          status: 503,
          data: {route: null},
          codes: ['NETWORK_UNAVAILABLE'],
        });
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }
      const ready = await fetch(`${gateway.url}/readyz`);
      expect(ready.status).toBe(503);
      expect(((await ready.json()) as {reason: string}).reason).toMatch(/\w/);
      expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    } finally {
      await up();
    }
    await within(backWithinMs, async (isLate) => {
      while (!isLate() && (await gateway.ask(query)).status !== 200)
        await new Promise((again) => setTimeout(again, 50));
    });
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200);
  },
  60_000,
);

/** @throws Error the work is not done in time */
async function within<T>(milliseconds: number, work: (isLate: () => boolean) => Promise<T>): Promise<T> {
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(new Error(`Not done within ${milliseconds} ms.`));
    }, milliseconds);
  });
  try {
    return await Promise.race([work(() => isLate), late]);
  } finally {
    clearTimeout(timer);
  }
}
