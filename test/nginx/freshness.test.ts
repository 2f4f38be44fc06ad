import {ask, askUntil, graphqlPath, persisted} from './ask.js';
import {type Nginx, startNginx} from './nginx.js';
import {type Answer, answerOf, type Arrival, keepBriefly, keepLong, startUpstream, type Upstream} from './upstream.js';

let upstream: Upstream;
let nginx: Nginx;

beforeEach(async () => {
  upstream = await startUpstream();
  nginx = await startNginx({gateways: [upstream.url]});
});

afterEach(async () => {
  await nginx.stop();
  await upstream.close();
});

const path = graphqlPath(persisted('freshness'));

function versionOf({text}: {text: string}): string {
  return (JSON.parse(text) as {data: {version: string}}).data.version;
}

describe('an answer past its time', () => {
  test('is served while Nginx asks with its ETag in the background, and lives on by a 304', async () => {
    upstream.answer = (arrival) => answerOf(arrival, keepBriefly);
    await ask(nginx.url + path);
    // the second time round it is the 304's own Cache-Control that the entry lives by
    for (let round = 0; round < 2; round++) {
      const stale = await askUntil(nginx.url + path, ({cache}) => cache !== 'HIT');
      expect([stale.status, stale.cache, versionOf(stale)]).toEqual([200, 'STALE', 'v1']);
      const fresh = await askUntil(nginx.url + path, ({cache}) => cache === 'HIT');
      expect(versionOf(fresh)).toBe('v1');
    }
    expect(upstream.arrivals.map(({headers}) => headers['if-none-match'])).toEqual([undefined, '"v1"', '"v1"']);
  });

  test('is replaced in the background when the network was swapped, whatever the client sent', async () => {
    // Apollo refuses such a GET, and the entry would stay as it is for ever
    upstream.answer = (arrival) =>
      arrival.headers['apollo-require-preflight'] && !arrival.headers['content-type']
        ? answerOf(arrival, keepBriefly, 'v1')
        : {status: 400, headers: {'cache-control': 'no-store'}};
    const asked = {headers: {'content-type': 'text/plain', 'if-none-match': '"old"', range: 'bytes=0-1'}};
    expect((await ask(nginx.url + path, asked)).status).toBe(200);
    upstream.answer = (arrival) =>
      arrival.headers['apollo-require-preflight'] && !arrival.headers['content-type']
        ? answerOf(arrival, keepBriefly, 'v2')
        : {status: 400, headers: {'cache-control': 'no-store'}};
    const swapped = await askUntil(nginx.url + path, (reply) => versionOf(reply) === 'v2', asked);
    expect([swapped.status, swapped.cache]).toEqual([200, 'HIT']);
    expect(upstream.arrivals).toHaveLength(2);
  });

  test('is not served as it is beyond stale-while-revalidate', async () => {
    const keep = 'public, s-maxage=1, stale-while-revalidate=1, stale-if-error=86400';
    upstream.answer = (arrival) => answerOf(arrival, keep, 'v1');
    await ask(nginx.url + path);
    upstream.answer = (arrival) => answerOf(arrival, keep, 'v2');
    // nobody asks for longer than both together
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const reply = await ask(nginx.url + path);
    expect([reply.cache, versionOf(reply)]).toEqual(['EXPIRED', 'v2']);
  });

  test('is asked for anew, by its ETag, by the first who wants it long after', async () => {
    upstream.answer = (arrival) => answerOf(arrival, 'public, s-maxage=1, stale-if-error=86400');
    await ask(nginx.url + path);
    const reply = await askUntil(nginx.url + path, ({cache}) => cache !== 'HIT');
    expect([reply.status, reply.cache, versionOf(reply)]).toEqual([200, 'REVALIDATED', 'v1']);
    expect(upstream.arrivals.at(-1)!.headers['if-none-match']).toBe('"v1"');
  });

  test('may be kept no longer when the gateway says so', async () => {
    upstream.answer = (arrival) => answerOf(arrival, 'public, s-maxage=1');
    await ask(nginx.url + path);
    upstream.answer = (arrival) => answerOf(arrival, 'no-store', 'v2');
    await askUntil(nginx.url + path, (reply) => versionOf(reply) === 'v2');
    expect((await ask(nginx.url + path)).cache).toBe('EXPIRED');
    expect(upstream.arrivals.length).toBeGreaterThan(2);
  });
});

describe('an old answer is served on', () => {
  test.each<[string, (arrival: Arrival) => Answer | 'hang up']>([
    ['answers 500', () => ({status: 500, headers: {'cache-control': 'no-store'}, body: '{"errors":[]}'})],
    ['answers 503', () => ({status: 503, headers: {'cache-control': 'no-store'}, body: '{"errors":[]}'})],
    ['breaks off', () => 'hang up'],
  ])('while a gateway %s, and no longer', async (_what, answer) => {
    const keep = 'public, s-maxage=1, stale-if-error=86400';
    upstream.answer = (arrival) => answerOf(arrival, keep);
    await ask(nginx.url + path);
    upstream.answer = answer;
    const reply = await askUntil(nginx.url + path, ({cache}) => cache !== 'HIT');
    expect([reply.status, reply.cache, versionOf(reply)]).toEqual([200, 'STALE', 'v1']);
    upstream.answer = (arrival) => answerOf(arrival, keep, 'v2');
    expect(versionOf(await askUntil(nginx.url + path, (again) => again.cache !== 'STALE'))).toBe('v2');
  });

  test('while none can be reached', async () => {
    upstream.answer = (arrival) => answerOf(arrival, keepBriefly);
    await ask(nginx.url + path);
    await upstream.close();
    for (let i = 0; i < 5; i++) {
      expect((await askUntil(nginx.url + path, ({cache}) => cache !== 'HIT')).status).toBe(200);
    }
  });
});

test('of many who ask the same at once, one goes to a gateway', async () => {
  upstream.answer = async (arrival) => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    return answerOf(arrival, keepLong);
  };
  const replies = await Promise.all(Array.from({length: 20}, () => ask(nginx.url + path)));
  expect(new Set(replies.map(({status}) => status))).toEqual(new Set([200]));
  expect(upstream.arrivals).toHaveLength(1);
});
