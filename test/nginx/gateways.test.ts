import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {openSample, startGateway, type TestGateway} from '../http/gateway.js';
import {ask, askUntil, graphqlPath, type Reply} from './ask.js';
import {type Nginx, startNginx} from './nginx.js';

const manifest = join(packageRoot, 'schema/operations/persisted-query-manifest.json');
const {operations} = JSON.parse(readFileSync(manifest, 'utf8')) as {operations: {name: string; id: string}[]};

let engine: RoutingEngine;
let gateways: TestGateway[];
let nginx: Nginx;

beforeEach(async () => {
  engine = await openSample();
  const env = {PERSISTED_MANIFEST: manifest, CACHE_REVALIDATE: '4', TRUST_PROXY: 'true'};
  gateways = [await startGateway(engine, env), await startGateway(engine, env)];
  nginx = await startNginx({gateways: gateways.map(({url}) => url)});
});

afterEach(async () => {
  await nginx.stop();
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await engine.close();
});

function byHash(name: string, variables: object = {}): string {
  const {id} = operations.find((operation) => operation.name === name)!;
  const extensions = JSON.stringify({persistedQuery: {version: 1, sha256Hash: id}});
  return graphqlPath({operationName: name, variables: JSON.stringify(variables), extensions});
}

async function waypoints(): Promise<object[]> {
  const [west, south, east, north] = (await engine.network(AbortSignal.timeout(5000))).bbox;
  return [0.35, 0.65].map((share) => ({lon: west + (east - west) * share, lat: south + (north - south) * share}));
}

/** How many GraphQL requests the gateways have answered. */
function answered(): number {
  return gateways.flatMap(({logged}) => logged).filter(({msg}) => msg === 'graphql').length;
}

function versionOf({text}: Reply): string {
  return (JSON.parse(text) as {data: {network: {version: string}}}).data.network.version;
}

test('a route by its hash is searched once for all who ask, by either form, each in the media type it asked for', async () => {
  const path = byHash('Route', {waypoints: await waypoints()});
  const [first, again] = [await ask(nginx.url + path), await ask(nginx.url + path)];
  expect([first.status, first.cache, again.cache]).toEqual([200, 'MISS', 'HIT']);
  expect(JSON.parse(first.text)).toMatchObject({data: {route: {routes: [{}]}}});
  expect(again.text).toBe(first.text);
  const accept = 'application/graphql-response+json';
  const other = await ask(nginx.url + path, {headers: {accept}});
  expect([other.cache, other.headers['content-type'], other.text]).toEqual([
    'MISS',
    `${accept}; charset=utf-8`,
    first.text,
  ]);
  const {id} = operations.find(({name}) => name === 'Route')!;
  const documentId = graphqlPath({
    documentId: `sha256:${id}`,
    variables: JSON.stringify({waypoints: await waypoints()}),
  });
  expect((await ask(nginx.url + documentId)).cache).toBe('MISS');
  expect((await ask(nginx.url + documentId)).cache).toBe('HIT');
  expect(answered()).toBe(3);
});

test('a client that has the answer is told so by the cache, packed or not', async () => {
  const path = byHash('Route', {waypoints: await waypoints()});
  const headers = {'accept-encoding': 'gzip'};
  const packed = await ask(nginx.url + path, {headers});
  expect(packed.headers['content-encoding']).toBe('gzip');
  const known = {...headers, 'if-none-match': packed.headers.etag!};
  expect((await ask(nginx.url + path, {headers: known})).status).toBe(304);
  expect(answered()).toBe(1);
});

test('an entry lives on by 304s, and after a swap of the network the new answer is seen within CACHE_REVALIDATE', async () => {
  const path = byHash('Network');
  const before = versionOf(await ask(nginx.url + path));
  await askUntil(nginx.url + path, ({cache}) => cache === 'STALE');
  await askUntil(nginx.url + path, ({cache}) => cache === 'HIT');
  expect(gateways.flatMap(({logged}) => logged)).toContainEqual(
    expect.objectContaining({status: 304, notModified: true}),
  );

  const swapped: RoutingEngine = Object.assign(Object.create(engine) as RoutingEngine, {
    network: async (signal: AbortSignal) => ({...(await engine.network(signal)), version: 'the-next-one'}),
  });
  for (const {server} of gateways) server.use(swapped);
  const lastOfOld = Date.now() + 4000;
  const versions: string[] = [];
  for (let askedAt = Date.now(); askedAt < lastOfOld + 1000; askedAt = Date.now()) {
    const version = versionOf(await ask(nginx.url + path));
    versions.push(version);
    if (askedAt > lastOfOld) expect(version).toBe('the-next-one');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(versions).toContain('the-next-one');
  expect(versions.slice(versions.indexOf('the-next-one'))).not.toContain(before);
});

test('what is not answered well is not kept', async () => {
  const unknown = JSON.stringify({persistedQuery: {version: 1, sha256Hash: '0'.repeat(64)}});
  for (const path of [
    graphqlPath({extensions: unknown}),
    graphqlPath({documentId: 'sha256:zz'}),
    byHash('Route', {waypoints: 'nowhere'}),
    byHash('Route', {
      waypoints: [
        {lon: 0, lat: 0},
        {lon: 0, lat: 1},
      ],
    }),
    graphqlPath({extensions: 'no JSON'}),
  ]) {
    for (let i = 0; i < 2; i++) {
      const reply = await ask(nginx.url + path);
      expect([path, reply.cache, reply.headers['cache-control']]).toEqual([path, 'MISS', 'no-store']);
      expect(JSON.parse(reply.text)).toHaveProperty('errors');
    }
  }
});

test('with one gateway gone every GET and every new POST is answered; with both, what is cached', async () => {
  const path = byHash('Network');
  await ask(nginx.url + path);
  await gateways[0].close();
  const query = {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({query: '{network{version}}'}),
  };
  for (let i = 0; i < 10; i++) {
    expect((await ask(`${nginx.url}/graphql`, query)).status).toBe(200);
    expect((await ask(nginx.url + byHash('Route', {waypoints: await waypoints(), i}))).status).toBe(200);
  }
  await gateways[1].close();
  for (let i = 0; i < 3; i++) {
    const reply = await askUntil(nginx.url + path, ({cache}) => cache !== 'HIT');
    expect([reply.status, JSON.parse(reply.text)]).toMatchObject([200, {data: {network: {}}}]);
  }
  expect((await ask(`${nginx.url}/graphql`, query)).status).toBe(502);
});

test('the gateway logs the id that Nginx gave, and who asked is who asked Nginx', async () => {
  const reply = await ask(nginx.url + byHash('Network'));
  expect(gateways.flatMap(({logged}) => logged)).toContainEqual(
    expect.objectContaining({requestId: reply.headers['x-request-id'], operationName: 'Network'}),
  );
});

test('a full text by GET, such as an introspection, is answered as by a gateway itself', async () => {
  const introspection = graphqlPath({query: '{__schema{queryType{name}}}'});
  const reply = await ask(nginx.url + introspection, {headers: {'apollo-require-preflight': '1'}});
  expect([reply.status, reply.cache, JSON.parse(reply.text)]).toEqual([
    200,
    'BYPASS',
    {data: {__schema: {queryType: {name: 'Query'}}}},
  ]);
});
