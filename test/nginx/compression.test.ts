import {ask, graphqlPath, persisted} from './ask.js';
import {type Nginx, startNginx} from './nginx.js';
import {answerOf, keepLong, startUpstream, type Upstream} from './upstream.js';

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

const long = JSON.stringify({data: {polyline: '_p~iF~ps|U_ulLnnqC_mqNvxq`@'.repeat(500)}});

describe.each([
  ['a persisted query', graphqlPath(persisted('gzip')), 'application/json; charset=utf-8', 'MISS'],
  ['a tile', '/tiles/14/7794/6130.mvt', 'application/vnd.mapbox-vector-tile', 'MISS'],
  ['an answer that is not cached', graphqlPath({query: '{a}'}), 'application/json; charset=utf-8', 'BYPASS'],
])('%s', (_what, path, type, firstCache) => {
  beforeAll(() => {
    upstream.answer = (arrival) => ({
      headers: {...answerOf(arrival, keepLong).headers, 'content-type': type},
      body: long,
    });
  });

  test('is packed for clients that unpack, and for them alone, from one entry', async () => {
    const plain = await ask(nginx.url + path);
    const packed = await ask(nginx.url + path, {headers: {'accept-encoding': 'gzip, br'}});
    expect(upstream.arrivals.at(-1)!.headers['accept-encoding']).toBeUndefined();
    expect([plain.cache, plain.headers['content-encoding'], plain.text]).toEqual([firstCache, undefined, long]);
    expect([packed.headers['content-encoding'], packed.text]).toEqual(['gzip', long]);
    expect(packed.cache).toBe(firstCache === 'MISS' ? 'HIT' : 'BYPASS');
    expect(packed.bytes).toBeLessThan(long.length / 5);
    expect(packed.headers.vary).toMatch(/accept-encoding/i);
    expect([plain.headers.etag, packed.headers.etag]).toEqual(['"v1"', 'W/"v1"']);
  });
});

test.each([[undefined], ['gzip']])(
  'a client that has the answer gets 304 from the cache, packed or not (%s)',
  async (encoding) => {
    const path = graphqlPath(persisted(`not modified ${encoding}`));
    upstream.answer = (arrival) => ({...answerOf(arrival, keepLong), body: long});
    const headers: Record<string, string> = encoding ? {'accept-encoding': encoding} : {};
    const {etag, 'cache-control': cacheControl} = (await ask(nginx.url + path, {headers})).headers;
    const asked = upstream.arrivals.length;
    for (const known of [etag!, `"x", ${etag}`, `W/${etag}`.replace('W/W/', 'W/'), '*']) {
      const reply = await ask(nginx.url + path, {headers: {...headers, 'if-none-match': known}});
      expect([reply.status, reply.cache, reply.text]).toEqual([304, 'HIT', '']);
      expect(reply.headers['cache-control']).toBe(cacheControl);
      expect(reply.headers.etag).toMatch(/"v1"$/);
    }
    expect((await ask(nginx.url + path, {headers: {...headers, 'if-none-match': '"other"'}})).status).toBe(200);
    expect(upstream.arrivals).toHaveLength(asked);
  },
);

test('what is small is sent as it is', async () => {
  upstream.answer = (arrival) => answerOf(arrival, keepLong);
  const reply = await ask(nginx.url + graphqlPath(persisted('small')), {headers: {'accept-encoding': 'gzip'}});
  expect(reply.headers['content-encoding']).toBeUndefined();
});
