import type {LocalStack} from '../../../database/stack/stack.js';
import {startLocalStack} from '../../../database/stack/start-local.js';
import {writeToDatabase} from '../../../loader/sinks/database.js';
import {networkStatistics} from '../../../src/graph/network-statistics.js';
import {ask, type Reply} from '../../nginx/ask.js';
import {RandomWaypoints} from '../random-waypoints.js';
import {buildCity, sample} from '../real-city.js';
import {documentOf, persistedPath, serve, type Served} from './gateways.js';

/** How soon everything has to be answered again once the database is back. */
const backWithinMs = 5000;
const clients = 20;

let stack: LocalStack;
let served: Served;
/** Pairs of places; the first is asked over and over by a URL that Nginx keeps. */
let trips: {lon: number; lat: number}[][];

beforeAll(async () => {
  const [started, network] = await Promise.all([startLocalStack(), buildCity(sample)]);
  stack = started;
  await writeToDatabase(network, {adminUrl: stack.urls.direct, statistics: networkStatistics(network)});
  const random = new RandomWaypoints(network, 'outage');
  const place = () => {
    const {lon, lat} = random.besideRoad();
    return {lon, lat};
  };
  trips = Array.from({length: 30}, () => [place(), place()]);
  served = await serve({
    ENGINE: 'pgrouting',
    DATABASE_URL: stack.urls.gateway,
    CACHE_REVALIDATE: '3',
    QUERY_TIMEOUT_MS: '2000',
  });
}, 120_000);

afterAll(async () => {
  await served?.stop();
  await stack?.stop();
});

interface Heard {
  readonly kind: 'kept' | 'GET' | 'POST';
  readonly askedAt: number;
  readonly reply: Reply;
}

async function askOnce(turn: number): Promise<Heard> {
  const kind = (['kept', 'GET', 'POST'] as const)[turn % 3];
  // no trip but the first is asked twice by GET: `turn` moves its start by less than its length
  const [from, to] = trips[kind === 'kept' ? 0 : 1 + (turn % (trips.length - 1))];
  const waypoints = kind === 'kept' ? [from, to] : [{...from, lat: from.lat + turn * 1e-9}, to];
  const askedAt = performance.now();
  const reply =
    kind === 'POST'
      ? await ask(`${served.nginx.url}/graphql`, {
          method: 'POST',
          headers: {'content-type': 'application/json'},
          body: JSON.stringify({query: documentOf('RouteOnMap'), variables: {waypoints}}),
        })
      : await ask(served.nginx.url + persistedPath('RouteOnMap', {waypoints}));
  return {kind, askedAt, reply};
}

function isWhole({status, text}: Reply): boolean {
  return status === 200 && !text.includes('"errors"') && text.includes('"routes":[{');
}

/** The codes of an error in GraphQL's form; throws where it has none. */
function codesOf({headers, text}: Reply): string[] {
  expect(headers['content-type']).toMatch(/^application\/(graphql-response\+)?json/);
  return (JSON.parse(text) as {errors: {extensions: {code: string}}[]}).errors.map(({extensions}) => extensions.code);
}

const outages = [
  ['PgBouncer', () => stack.stopPgBouncer(), () => stack.startPgBouncer()],
  ['PostgreSQL', () => stack.stopPostgres('immediate'), () => stack.startPostgres()],
] as const;

test.each(outages)(
  'while %s is away what is cached is served, the rest gets errors with a code, and afterwards all is well again',
  async (_, down, up) => {
    const heard: Heard[] = [];
    let turn = 0;
    let isAsking = true;
    const asking = Array.from({length: clients}, async () => {
      while (isAsking) heard.push(await askOnce(turn++));
    });
    const rounds = async (count: number) => {
      const enough = heard.length + count;
      while (heard.length < enough) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await rounds(100);
    const before = heard.length;
    expect(heard.every(({reply}) => isWhole(reply))).toBe(true);

    await down();
    const downAt = performance.now();
    await rounds(150);
    // longer than what is kept stays fresh, so that Nginx has to ask and is refused
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await up();
    const upAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, backWithinMs));
    const wellAt = performance.now();
    await rounds(100);
    isAsking = false;
    await Promise.all(asking);

    const kept = heard.filter(({kind}) => kind === 'kept');
    expect(kept.filter(({reply}) => !isWhole(reply))).toEqual([]);
    expect(kept.filter(({askedAt}) => askedAt > downAt && askedAt < upAt).length).toBeGreaterThan(10);
    const failed = heard.slice(before).filter(({reply}) => !isWhole(reply));
    expect(failed.length).toBeGreaterThan(10);
    const codes = new Set(failed.flatMap(({reply}) => codesOf(reply)));
    for (const code of codes) expect(['NETWORK_UNAVAILABLE', 'TIMEOUT', 'OVERLOADED']).toContain(code);
    for (const {reply} of failed) expect(reply.headers['cache-control']).toBe('no-store');
    expect(heard.filter(({askedAt, reply}) => askedAt > wellAt && !isWhole(reply))).toEqual([]);
  },
  60_000,
);
