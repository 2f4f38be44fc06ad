import {freePort} from '../../database/stack/free-port.js';
import {writeToDatabase} from '../../loader/sinks/database.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import {startRoadql, type Running} from '../loader/cli/roadql.js';
import {startNginx} from '../nginx/nginx.js';
import {createDatabase, type TestDatabase} from '../stack/database.js';
import {RandomWaypoints} from './random-waypoints.js';
import {buildCity, sample} from './real-city.js';
import {type Clients, startClients} from './rolling-clients.js';

let database: TestDatabase;
let queries: string[];

beforeAll(async () => {
  const network = await buildCity(sample);
  database = await createDatabase();
  await writeToDatabase(network, {adminUrl: database.adminUrl, statistics: networkStatistics(network)});
  const random = new RandomWaypoints(network, 'graceful stop');
  const place = () => {
    const {lon, lat} = random.besideRoad();
    return `{lon: ${lon}, lat: ${lat}}`;
  };
  queries = Array.from({length: 20}, () => `{route(waypoints: [${place()}, ${place()}]) {routes {duration}}}`);
}, 120_000);
afterAll(() => database?.drop());

const running = new Set<Running>();
const asking = new Set<Clients>();
afterEach(async () => {
  // a suite whose clients ask on never ends
  const asked = Promise.all([...asking].map((clients) => clients.stop()));
  for (const {child} of running) child.kill('SIGKILL');
  await asked;
  asking.clear();
  await Promise.all([...running].map(({ended}) => ended));
  running.clear();
});

/** A gateway in a process of its own, once it answers. */
async function serve(env: Record<string, string> = {}, port = 0) {
  const gateway = startRoadql(['serve', '--port', String(port)], {LOG_LEVEL: 'warn', ...env});
  running.add(gateway);
  const [, url] = await gateway.says(/GraphiQL: (http:\/\/[^/\s]+)\/graphiql/);
  return {url: url.replace('localhost', '127.0.0.1'), ...gateway};
}

function startAsking(count: number, urls: readonly string[]): Clients {
  const clients = startClients(count, urls, queries);
  asking.add(clients);
  return clients;
}

const engines = ['embedded', 'pgrouting'];
const engineOf = (engine: string): Record<string, string> => ({ENGINE: engine, DATABASE_URL: database.gatewayUrl});

test.each(engines)(
  '%s: a gateway that is told to stop under load goes on until its clients have gone, and loses nothing',
  async (engine) => {
    const [first, second] = await Promise.all([
      serve({...engineOf(engine), DRAIN_DELAY_MS: '1000'}),
      serve(engineOf(engine)),
    ]);
    const clients = startAsking(50, [first.url, second.url]);
    await clients.more(200);

    first.child.kill('SIGTERM');
    const ready = async () => fetch(`${first.url}/readyz`);
    while ((await ready()).status === 200);
    const {status, headers} = await ready();
    expect({status, connection: headers.get('connection')}).toEqual({status: 503, connection: 'close'});
    // it still answers whoever comes
    const late = await fetch(`${first.url}/graphql`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({query: queries[0]}),
    });
    expect(await late.json()).toMatchObject({data: {route: {routes: [{}]}}});
    expect((await first.ended).code).toBe(0);

    await clients.more(200);
    const {answered, failures} = await clients.stop();
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThanOrEqual(400);
    second.child.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
  },
);

test('both gateways behind Nginx are replaced one after the other under 50 connections, and no request fails', async () => {
  // longer than Nginx keeps an idle connection
  const env = {DRAIN_DELAY_MS: '4500'};
  const ports = [await freePort(), await freePort()];
  const gateways = await Promise.all(ports.map((port) => serve(env, port)));
  const nginx = await startNginx({gateways: gateways.map(({url}) => url)});
  try {
    const clients = startAsking(50, [nginx.url]);
    for (const [number, port] of ports.entries()) {
      await clients.more(200);
      gateways[number].child.kill('SIGTERM');
      expect((await gateways[number].ended).code).toBe(0);
      await clients.more(200);
      await serve(env, port);
      // Nginx asks a gateway that failed again after 2 s
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
    const {answered, failures} = await clients.stop();
    // what Nginx has to say of a failure tells its cause
    expect({failures, said: failures.length > 0 ? nginx.errorLog() : ''}).toEqual({failures: [], said: ''});
    expect(answered).toBeGreaterThanOrEqual(800);
  } finally {
    await nginx.stop();
  }
}, 90_000);

test('all workers of a gateway stop as one does, and the process ends after them', async () => {
  const [first, second] = await Promise.all([serve({WORKERS: '2', DRAIN_DELAY_MS: '1000'}), serve()]);
  const clients = startAsking(20, [first.url, second.url]);
  await clients.more(100);
  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
  await expect(fetch(`${first.url}/healthz`)).rejects.toThrow();
  await clients.more(100);
  expect((await clients.stop()).failures).toEqual([]);
});

test('a gateway whose workers do not all answer yet stops too', async () => {
  const gateway = await serve({WORKERS: '8', DRAIN_DELAY_MS: '1000'});
  gateway.child.kill('SIGTERM');
  expect((await gateway.ended).code).toBe(0);
});

test.each(['1', '2'])('with %s workers a second signal ends it at once', async (workers) => {
  const gateway = await serve({WORKERS: workers, DRAIN_DELAY_MS: '60000'});
  gateway.child.kill('SIGTERM');
  while ((await fetch(`${gateway.url}/readyz`)).status === 200);
  gateway.child.kill('SIGINT');
  expect((await gateway.ended).code).toBe('SIGINT');
});

test('Ctrl-C does not wait for clients to go', async () => {
  const gateway = await serve({DRAIN_DELAY_MS: '60000'});
  gateway.child.kill('SIGINT');
  expect((await gateway.ended).code).toBe(0);
});
