import {roadql} from '../../loader/cli/roadql.js';
import {createDatabase, type TestDatabase} from '../../stack/database.js';
import {startMixedLoad, type Heard} from './mixed-load.js';
import {type Service, startService} from './service.js';
import {townFile, tripsInTown} from './town-files.js';

let database: TestDatabase;
let service: Service;

beforeAll(async () => {
  database = await createDatabase({statementTimeoutMs: 20_000});
  await roadql(['load', townFile('town')], {DATABASE_ADMIN_URL: database.adminUrl});
  service = await startService({
    ENGINE: 'pgrouting',
    DATABASE_URL: database.gatewayUrl,
    QUERY_TIMEOUT_MS: '15000',
    // longer than Nginx keeps an idle connection
    DRAIN_DELAY_MS: '4500',
  });
}, 60_000);

afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

const startLoad = () => startMixedLoad(service.nginx.url, {clients: 50, trips: tripsInTown(40)});

/** Which gateways Nginx asked for a request. */
function askedGateways(requests: readonly Heard[]): string[] {
  const log = new Map(service.nginx.accessLog().map((line) => [line.requestId, line]));
  return requests.map(({requestId}) => String(log.get(requestId)?.gateway));
}

test('when one of two gateways is killed under 50 connections, nothing fails but POSTs that were with it', async () => {
  const [killed] = service.gateways;
  const load = startLoad();
  await load.more(400);
  const killedAt = performance.now();
  await killed.end('SIGKILL');
  const endedAt = performance.now();
  await load.more(400);
  await killed.start();
  // it is one of two again
  const before = load.heard.length;
  do await load.more(50);
  while (!askedGateways(load.heard.slice(before)).includes(killed.host));
  const heard = await load.stop();

  const failed = heard.filter(({data}) => data === null);
  expect(failed.filter(({kind}) => kind.endsWith('GET'))).toEqual([]);
  expect(failed.map(({status, text}) => [status, JSON.parse(text)])).toEqual(
    failed.map(() => [502, {errors: [expect.objectContaining({extensions: {code: 'NETWORK_UNAVAILABLE'}})]}]),
  );
  expect(askedGateways(failed)).toEqual(failed.map(() => killed.host));
  expect(failed.filter(({askedAt, answeredAt}) => askedAt > endedAt || answeredAt < killedAt)).toEqual([]);
});

test('when one of two gateways is told to stop under 50 connections, nothing fails', async () => {
  const [, stopped] = service.gateways;
  const load = startLoad();
  await load.more(200);
  expect(await stopped.end('SIGTERM')).toBe(0);
  await load.more(200);
  const heard = await load.stop();
  expect(heard.filter(({data}) => data === null)).toEqual([]);
  expect(new Set(heard.map(({kind}) => kind)).size).toBe(4);
});
