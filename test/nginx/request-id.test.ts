import {ask, graphqlPath, persisted} from './ask.js';
import {type Nginx, startNginx} from './nginx.js';
import {startUpstream, type Upstream} from './upstream.js';

let upstream: Upstream;
let nginx: Nginx;

beforeAll(async () => {
  upstream = await startUpstream();
  nginx = await startNginx({gateways: [upstream.url]});
});

afterAll(async () => {
  await nginx.stop();
  await upstream.close();
});

describe('a request’s id', () => {
  test('is the client’s where it sent one, and a new one otherwise; the gateway is told it, and the client', async () => {
    for (const path of [graphqlPath({query: '{a}'}), graphqlPath(persisted('id'))]) {
      const reply = await ask(nginx.url + path, {headers: {'x-request-id': 'client-1234.a_b'}});
      expect(reply.headers['x-request-id']).toBe('client-1234.a_b');
      expect(upstream.arrivals.at(-1)!.headers['x-request-id']).toBe('client-1234.a_b');
    }
    const reply = await ask(nginx.url + graphqlPath({query: '{a}'}));
    expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(upstream.arrivals.at(-1)!.headers['x-request-id']).toBe(reply.headers['x-request-id']);
  });

  test('is each client’s own where the answer is an old one’s', async () => {
    const path = graphqlPath(persisted('own id'));
    const [first, second] = [await ask(nginx.url + path), await ask(nginx.url + path)];
    expect(second.cache).toBe('HIT');
    expect(second.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  });

  test.each(['short', 'with a blank in it', 'x'.repeat(129), '"},{"injected":"'])('is no %j', async (id) => {
    const reply = await ask(nginx.url + graphqlPath({query: '{a}'}), {headers: {'x-request-id': id}});
    expect(reply.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });
});

test('a trace goes on to the gateway', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  for (const path of [graphqlPath({query: '{a}'}), graphqlPath(persisted('trace')), '/tiles/1/1/1.mvt']) {
    await ask(nginx.url + path, {headers: {traceparent}});
    expect(upstream.arrivals.at(-1)!.headers.traceparent).toBe(traceparent);
  }
});

test('the gateway is told who asked, by which name, and no client can say otherwise', async () => {
  const headers = {'x-forwarded-for': '6.6.6.6', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example'};
  await ask(`${nginx.url}/tiles.json`, {headers: {...headers, host: 'maps.example'}});
  expect(upstream.arrivals.at(-1)!.headers).toMatchObject({
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
    'x-forwarded-host': 'maps.example',
    host: 'maps.example',
  });
});

test('behind a trusted load balancer its word is taken for the client’s address and scheme', async () => {
  const behind = await startNginx({
    gateways: [upstream.url],
    env: {TRUSTED_PROXIES: 'set_real_ip_from 127.0.0.0/8;'},
  });
  await ask(`${behind.url}/tiles.json`, {headers: {'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https'}});
  expect(upstream.arrivals.at(-1)!.headers).toMatchObject({
    'x-forwarded-for': '192.0.2.7',
    'x-forwarded-proto': 'https',
  });
  expect((await behind.accessLog()).at(-1)).toMatchObject({client: '192.0.2.7'});
  await behind.stop();
});

describe('the access log', () => {
  test('is a JSON object a request, with what an operator asks about', async () => {
    const args = persisted('log');
    for (let i = 0; i < 2; i++) await ask(nginx.url + graphqlPath(args), {headers: {'x-request-id': `log-entry-${i}`}});
    const [miss, hit] = (await nginx.accessLog()).slice(-2);
    const documentHash = (JSON.parse(args.extensions) as {persistedQuery: {sha256Hash: string}}).persistedQuery
      .sha256Hash;
    const common = {route: 'graphql', method: 'GET', status: 200, operationName: 'Route', documentHash};
    expect(miss).toMatchObject({...common, requestId: 'log-entry-0', cache: 'MISS', gatewayStatus: '200'});
    expect(Number(miss.gatewaySeconds)).toBeGreaterThanOrEqual(0);
    expect(hit).toMatchObject({...common, requestId: 'log-entry-1', cache: 'HIT', gatewayStatus: ''});
    await ask(nginx.url + graphqlPath({documentId: `sha256:${documentHash}`}));
    expect((await nginx.accessLog()).at(-1)).toMatchObject({documentHash, operationName: ''});
  });

  test('holds neither URLs nor variables: they tell where people are', async () => {
    const secrets = ['41.14961', '8.61099', 'a.token'];
    const variables = JSON.stringify({lat: 41.14961, lon: 8.61099});
    const before = (await nginx.accessLog()).length;
    await ask(nginx.url + graphqlPath({...persisted('secret'), variables, token: 'a.token'}));
    await ask(nginx.url + graphqlPath({query: `{nearestNode(at:{lon:8.61099,lat:41.14961}){id}}`}));
    await ask(nginx.url + graphqlPath({documentId: 'x', operationName: 'at 41.14961 8.61099'}));
    await ask(`${nginx.url}/tiles/14/41.14961/8.61099.mvt`);
    await ask(`${nginx.url}/graphql`, {method: 'POST', body: variables});
    await ask(`${nginx.url}/metrics?${variables}`);
    const lines = JSON.stringify((await nginx.accessLog()).slice(before));
    expect(await nginx.accessLog()).toHaveLength(before + 6);
    for (const secret of secrets) expect(lines).not.toContain(secret);
  });

  test('stays JSON whatever a client sends', async () => {
    await ask(nginx.url + graphqlPath({query: '{a}'}), {headers: {'user-agent': 'a"b\\c\td'}});
    expect((await nginx.accessLog()).at(-1)).toMatchObject({userAgent: 'a"b\\c\td'});
  });
});

test('at its usual level the error log quotes no request', async () => {
  const quiet = await startNginx({gateways: ['http://127.0.0.1:9'], env: {ERROR_LOG_LEVEL: 'crit'}});
  expect((await ask(quiet.url + graphqlPath(persisted('error')))).status).toBe(502);
  expect((await ask(`${quiet.url}/graphql`, {method: 'POST', body: ' '.repeat(2_000_000)})).status).toBe(413);
  // Nginx reads on a little before it closes, and logs the request then
  while ((await quiet.accessLog()).length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await quiet.accessLog()).map(({status, gateway}) => [status, gateway])).toEqual([
    [502, '127.0.0.1:9'],
    [413, ''],
  ]);
  expect(quiet.errorLog()).toBe('');
  await quiet.stop();
});
