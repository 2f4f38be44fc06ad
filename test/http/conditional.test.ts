import {hashOf} from '../../src/graphql/persisted-documents.js';
import {chooseMediaType} from '../../src/graphql/media-type.js';
import {loadingEngine} from '../../src/http/loading-engine.js';
import type {NetworkInfo, RoutingEngine} from '../../src/routing/engine.js';
import {NetworkUnavailable, NoRoute, Overloaded} from '../../src/routing/errors.js';
import {startGateway, type TestGateway} from './gateway.js';

const query = 'query Near($at: CoordinateInput!, $count: Int) {nearestNode(at: $at, count: $count) {names}}';
const variables = '{"at":{"lon":1,"lat":1},"count":1}';
const kept = 'public, max-age=300, s-maxage=4, stale-while-revalidate=4, stale-if-error=86400';

/** An engine of one loaded network, which a test may swap, and which counts what it is asked. */
class CountedEngine {
  version = 'A';
  searches = 0;
  looks = 0;
  /** What a search waits for once it has begun. */
  pause: Promise<void> | null = null;
  /** Happens while a search is under way. */
  during: () => void = () => {};
  /** What a search fails with. */
  fault: Error | null = null;
  isDown = false;

  readonly port: RoutingEngine = {
    ...loadingEngine('embedded'),
    network: () => {
      this.looks++;
      if (this.isDown) return Promise.reject(new NetworkUnavailable('no database'));
      return Promise.resolve({...network, version: this.version});
    },
    nearestNodes: async (asks) => {
      this.searches++;
      const {version} = this;
      this.during();
      await this.pause;
      if (this.fault) throw this.fault;
      const node = {id: 1, location: [1, 1] as const, distanceMetres: 0, sourceId: null, names: [`in ${version}`]};
      return asks.map(() => ({version, nodes: [node]}));
    },
  };
}

const network: NetworkInfo = {
  version: 'A',
  source: 'town.osm.pbf',
  loadedAt: new Date(0),
  bbox: [0, 0, 1, 1],
  nodeCount: 2,
  edgeCount: 1,
  profiles: ['CAR'],
  attribution: 'drawn by hand',
};

let engine: CountedEngine;
let gateway: TestGateway;
const started: TestGateway[] = [];

async function start(env: Record<string, string> = {}, of: CountedEngine = engine): Promise<TestGateway> {
  const one = await startGateway(of.port, env);
  started.push(one);
  await persist(one, query);
  of.searches = 0;
  of.looks = 0;
  return one;
}

beforeEach(async () => {
  engine = new CountedEngine();
  gateway = await start();
});
afterEach(async () => {
  for (const one of started.splice(0)) await one.close();
});

const persistedQuery = (text: string) => ({version: 1, sha256Hash: hashOf(text)});
const extensions = (text: string) => JSON.stringify({persistedQuery: persistedQuery(text)});

/** Registers a document, by a request that asks for what does not matter. */
async function persist({url}: TestGateway, text: string): Promise<void> {
  const body = JSON.stringify({
    query: text,
    extensions: {persistedQuery: persistedQuery(text)},
    variables: {at: {lon: 0, lat: 0}},
  });
  await fetch(`${url}/graphql`, {method: 'POST', headers: {'content-type': 'application/json'}, body});
}

interface Asked {
  readonly parameters?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly of?: TestGateway;
}

async function get({parameters, headers, method = 'GET', of = gateway}: Asked = {}) {
  const search = new URLSearchParams({extensions: extensions(query), variables, ...parameters});
  const response = await fetch(`${of.url}/graphql?${search.toString()}`, {method, headers});
  const shown = (name: string) => response.headers.get(name);
  return {
    status: response.status,
    body: await response.text(),
    etag: shown('etag'),
    cacheControl: shown('cache-control'),
    vary: shown('vary'),
    type: shown('content-type'),
    length: shown('content-length'),
  };
}

/** Asks again as whoever has the answer would. */
const again = (etag: string | null, asked: Asked = {}) =>
  get({...asked, headers: {...asked.headers, 'if-none-match': String(etag)}});

test('an answer carries an ETag, and how long it may be kept', async () => {
  const {status, etag, cacheControl, vary} = await get();
  expect({status, cacheControl, vary}).toEqual({status: 200, cacheControl: kept, vary: 'Accept'});
  expect(etag).toMatch(/^W\/"[\w-]{43}"$/);
});

test('whoever has the answer is told 304 without a search, with all that a cache needs and no body', async () => {
  const {etag} = await get();
  engine.searches = 0;
  const answer = await again(etag);
  expect(answer).toEqual({status: 304, body: '', etag, cacheControl: kept, vary: 'Accept', type: null, length: null});
  expect(engine.searches).toBe(0);
  const line = gateway.logged.filter(({msg}) => msg === 'graphql').at(-1);
  expect(line).toMatchObject({notModified: true, operationName: 'Near', documentHash: hashOf(query), persisted: 'hit'});
});

test('however many ask, the engine says its version once a second', async () => {
  const {etag} = await get();
  engine.looks = 0;
  const began = performance.now();
  await Promise.all(Array.from({length: 50}, () => again(etag)));
  expect(engine.looks).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - began) / 1000));
  expect(engine.searches).toBe(1);
});

test('an ETag is found in a list, and compared weakly', async () => {
  const {etag} = await get();
  for (const header of [etag, etag!.slice(2), `"x", ${etag}`, `${etag},W/"y"`, ` W/"a,b" , ${etag} `]) {
    expect((await again(header)).status).toBe(304);
  }
  for (const header of ['"x"', 'W/""', etag!.slice(0, -3), etag!.replaceAll('"', ''), '']) {
    expect((await again(header)).status).toBe(200);
  }
});

test('* is any answer: 304 where there is one, and the error where there is none', async () => {
  expect((await again('*')).status).toBe(304);
  const bad = await again('*', {parameters: {variables: '{}'}});
  expect({status: bad.status, cacheControl: bad.cacheControl}).toEqual({status: 400, cacheControl: 'no-store'});
});

test('an ETag is of one question: one for other variables, another name or media type does not match', async () => {
  const {etag} = await get();
  const asked: Asked[] = [
    {parameters: {variables: '{"at":{"lon":1,"lat":1},"count":2}'}},
    {parameters: {operationName: 'Near'}},
    {headers: {accept: 'application/graphql-response+json'}},
  ];
  for (const one of asked) {
    const answer = await again(etag, one);
    expect(answer.status).toBe(200);
    expect(answer.etag).not.toBe(etag);
    expect((await again(answer.etag, one)).status).toBe(304);
  }
});

test('the order of keys, the spelling of numbers and of the URL make no other ETag', async () => {
  const {etag} = await get();
  const same = ['{"count":1,"at":{"lat":1.0,"lon":1e0}}', ' { "at" : {"lon":1,"lat":1},"count":1 } '];
  for (const text of same) expect((await get({parameters: {variables: text}})).etag).toBe(etag);
  const hash = encodeURIComponent(extensions(query)).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const other = await fetch(`${gateway.url}/graphql?variables=${encodeURIComponent(variables)}&extensions=${hash}&x=1`);
  expect(other.headers.get('etag')).toBe(etag);
  const byId = await fetch(
    `${gateway.url}/graphql?documentId=sha256:${hashOf(query)}&variables=${encodeURIComponent(variables)}`,
  );
  expect(byId.headers.get('etag')).toBe(etag);
});

test('no variables and empty ones are the same', async () => {
  const text = 'query Source {network {source}}';
  await persist(gateway, text);
  const search = `extensions=${encodeURIComponent(extensions(text))}`;
  const tags = ['', '&variables=%7B%7D'].map(async (rest) => {
    const response = await fetch(`${gateway.url}/graphql?${search}${rest}`);
    return response.headers.get('etag');
  });
  const [none, empty] = await Promise.all(tags);
  expect(none).toMatch(/^W/);
  expect(empty).toBe(none);
});

test('HEAD is answered as GET, without the body', async () => {
  const whole = await get();
  expect(await get({method: 'HEAD'})).toEqual({...whole, body: ''});
  expect((await again(whole.etag, {method: 'HEAD'})).status).toBe(304);
});

test('two gateways of one network give one ETag', async () => {
  const other = await start({PORT: '0', LOG_LEVEL: 'warn'});
  const {etag} = await get();
  expect((await get({of: other})).etag).toBe(etag);
  expect((await again(etag, {of: other})).status).toBe(304);
});

test('a gateway that would answer otherwise has other ETags', async () => {
  const {etag} = await get();
  for (const [name, value] of [
    ['MAX_WAYPOINTS', '2'],
    ['INTROSPECTION', 'false'],
    ['MAX_QUERY_DEPTH', '7'],
  ]) {
    expect((await get({of: await start({[name]: value})})).etag).not.toBe(etag);
  }
});

test('after a swap the ETag of the old network does not match, within a second', async () => {
  const {etag, body} = await get();
  engine.version = 'B';
  const deadline = performance.now() + 5000;
  let answer = await again(etag);
  while (answer.status === 304 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await again(etag);
  }
  expect(answer.status).toBe(200);
  expect([body, answer.body]).toEqual([expect.stringContaining('in A'), expect.stringContaining('in B')]);
  expect(answer.etag).not.toBe(etag);
});

test('an answer that a swap overtook is neither kept nor tagged', async () => {
  let arrive = () => {};
  engine.pause = new Promise((resolve) => (arrive = resolve));
  const overtaken = get();
  while (engine.searches === 0) await new Promise(setImmediate);
  engine.pause = null;
  engine.version = 'B';
  // by this one the gateway learns of the swap
  expect((await get()).body).toContain('in B');
  arrive();
  const answer = await overtaken;
  expect(answer.body).toContain('in A');
  expect(answer).toMatchObject({status: 200, etag: null, cacheControl: 'no-store'});
});

test('whenever the swaps come, an ETag is of the network that the answer came from', async () => {
  const versionOf = new Map<string, string>();
  engine.during = () => {
    if (engine.searches % 7 === 0) engine.version = engine.version === 'A' ? 'B' : 'A';
  };
  const answers = await Promise.all(
    Array.from({length: 300}, async (_, i) => {
      await new Promise((resolve) => setTimeout(resolve, i));
      return get();
    }),
  );
  const tagged = answers.filter(({etag}) => etag !== null);
  expect(tagged.length).toBeGreaterThan(0);
  for (const {etag, body} of tagged) {
    const [, version] = /in ([AB])/.exec(body)!;
    expect(version).toBe(versionOf.get(etag!) ?? version);
    versionOf.set(etag!, version);
  }
  expect(versionOf.size).toBe(2);
});

test('an answer in another version than the known one is tagged by its own', async () => {
  const {etag: old} = await get();
  engine.version = 'B';
  const answer = await get();
  expect(answer.cacheControl).toBe(kept);
  expect(answer.etag).not.toBe(old);
  expect((await again(answer.etag)).status).toBe(304);
});

describe('an answer whose fields a swap came between', () => {
  const text = 'query Both {network {version} nearestNode(at: {lon: 1, lat: 1}) {names}}';
  const getBoth = () => get({parameters: {extensions: extensions(text), variables: '{}'}});

  /** The fields are asked in their order: a swap comes after each look at the network, while there are versions left. */
  async function swap(...versions: string[]): Promise<void> {
    await persist(gateway, text);
    engine.port.network = () => {
      const before = {...network, version: engine.version};
      engine.version = versions.shift() ?? engine.version;
      return Promise.resolve(before);
    };
    engine.version = 'A';
  }

  test('is made once more, of the new network alone, and kept', async () => {
    await swap('B');
    const answer = await getBoth();
    expect(JSON.parse(answer.body)).toMatchObject({data: {network: {version: 'B'}, nearestNode: [{names: ['in B']}]}});
    expect(answer).toMatchObject({status: 200, etag: expect.any(String) as string, cacheControl: kept});
  });

  test('is not kept where another swap comes between them again', async () => {
    await swap('B', 'C', 'D', 'E');
    const answer = await getBoth();
    expect(answer).toMatchObject({status: 200, etag: null, cacheControl: 'no-store'});
  });
});

test('what fails is not kept, even of a question whose answer is', async () => {
  const {etag} = await get();
  for (const fault of [new Overloaded(1), new NoRoute(), new Error('broken')]) {
    engine.fault = fault;
    const answer = await again('"none"');
    expect(answer).toMatchObject({etag: null, cacheControl: 'no-store'});
  }
  // a fault that passes does not make the copy of whoever has one worse
  expect((await again(etag)).status).toBe(304);
});

test('where the engine does not say its version, the query itself is asked', async () => {
  engine.isDown = true;
  engine.fault = new NetworkUnavailable('no database');
  const other = await start();
  const answer = await again('"any"', {of: other});
  expect(answer).toMatchObject({status: 503, cacheControl: 'no-store', etag: null});
});

test('a GET of a full text is tagged too; it is executed before it is compared', async () => {
  const headers = {'apollo-require-preflight': 'yes'};
  const search = `query=${encodeURIComponent(query)}&variables=${encodeURIComponent(variables)}`;
  const ask = (ifNoneMatch: string) =>
    fetch(`${gateway.url}/graphql?${search}`, {headers: {...headers, 'if-none-match': ifNoneMatch}});
  const first = await ask('"none"');
  const etag = first.headers.get('etag')!;
  expect([first.status, first.headers.get('cache-control')]).toEqual([200, kept]);
  engine.searches = 0;
  expect((await ask(etag)).status).toBe(304);
  expect(engine.searches).toBe(1);
  const forged = await fetch(`${gateway.url}/graphql?${search}`, {headers: {'if-none-match': etag}});
  expect(forged.status).toBe(400);
});

test('If-None-Match means nothing to a POST', async () => {
  const {etag} = await get();
  const answer = await gateway.ask(query, JSON.parse(variables) as object, {'if-none-match': etag!});
  expect(answer.status).toBe(200);
});

test('CACHE_MAX_AGE=0 tags and keeps nothing', async () => {
  const off = await start({CACHE_MAX_AGE: '0'});
  expect(await get({of: off})).toMatchObject({status: 200, etag: null, cacheControl: 'no-store'});
});

test('CACHE_REVALIDATE is what a shared cache is told', async () => {
  const {cacheControl} = await get({of: await start({CACHE_REVALIDATE: '60'})});
  expect(cacheControl).toContain('s-maxage=29, stale-while-revalidate=29,');
});

test('an answer depends on the page that asks where CORS_ORIGINS is a list', async () => {
  const listed = await start({CORS_ORIGINS: 'https://a.example'});
  const names = (vary: string | null) => vary!.split(', ').sort();
  const {vary, etag} = await get({of: listed, headers: {origin: 'https://a.example'}});
  expect(names(vary)).toEqual(['Accept', 'Origin']);
  const unchanged = await again(etag, {of: listed, headers: {origin: 'https://a.example'}});
  expect([unchanged.status, names(unchanged.vary)]).toEqual([304, ['Accept', 'Origin']]);
});

const accepts = [
  '',
  '*/*',
  'application/*',
  'application/json',
  'application/graphql-response+json',
  'application/graphql-response+json, application/json;q=0.9',
  'application/graphql-response+json;q=0.5, application/json',
  'application/json, application/graphql-response+json',
  'application/json;q=0.1, */*',
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
  'application/json; callbackSpec=1.0',
  'multipart/mixed, application/json;q=0.9',
  'text/html, */*;q=0.8',
  'APPLICATION/JSON',
  'application/json;q=0, application/graphql-response+json',
  'text/html',
  'application/json; charset=latin1',
  'no media type',
];

test.each(accepts)('Accept: %s chooses what Apollo Server sends, so that the ETag is of it', async (accept) => {
  const {status, type, etag} = await get({headers: {accept}});
  const chosen = chooseMediaType(accept);
  expect(status).toBe(chosen === null ? 406 : 200);
  if (chosen === null) return expect(etag).toBeNull();
  expect(type).toBe(chosen);
  expect((await again(etag, {headers: {accept}})).status).toBe(304);
});
