import {ask, graphqlPath, persisted} from './ask.js';
import {type Nginx, startNginx} from './nginx.js';
import {answerOf, keepLong, startUpstream, type Upstream} from './upstream.js';

let upstream: Upstream;
let nginx: Nginx | undefined;

beforeEach(async () => {
  upstream = await startUpstream();
});

afterEach(async () => {
  await nginx?.stop();
  await upstream.close();
});

const path = graphqlPath(persisted('origin'));

/** @returns where the answer came from, and which origin it is for */
async function from(origin: string | undefined, {url}: Nginx): Promise<[string | undefined, string | undefined]> {
  const {cache, headers} = await ask(url + path, origin === undefined ? {} : {headers: {origin}});
  return [cache, headers['access-control-allow-origin']];
}

test('where every web page may ask, they share one answer', async () => {
  upstream.answer = (arrival) => {
    const answer = answerOf(arrival, keepLong);
    return {...answer, headers: {...answer.headers, 'access-control-allow-origin': '*'}};
  };
  nginx = await startNginx({gateways: [upstream.url]});
  expect(await from(undefined, nginx)).toEqual(['MISS', '*']);
  expect(await from('https://a.example', nginx)).toEqual(['HIT', '*']);
  expect(await from('https://b.example', nginx)).toEqual(['HIT', '*']);
  expect(upstream.arrivals[0].headers.origin).toBeUndefined();
});

test.each([
  'https://a.example,https://b.example',
  'https://a.example, https://b.example',
  'https://a.example https://b.example',
])('where CORS_ORIGINS is the list %j, an answer goes to pages of its own origin alone', async (list) => {
  const allowed = ['https://a.example', 'https://b.example'];
  upstream.answer = (arrival) => {
    const answer = answerOf(arrival, keepLong);
    const {origin} = arrival.headers;
    const allow = origin && allowed.includes(origin) ? origin : undefined;
    return {...answer, headers: {...answer.headers, vary: 'Origin', 'access-control-allow-origin': allow}};
  };
  nginx = await startNginx({gateways: [upstream.url], env: {CORS_ORIGINS: list}});
  expect(await from('https://a.example', nginx)).toEqual(['MISS', 'https://a.example']);
  expect(await from('https://b.example', nginx)).toEqual(['MISS', 'https://b.example']);
  expect(await from('https://a.example', nginx)).toEqual(['HIT', 'https://a.example']);
  expect(await from('https://b.example', nginx)).toEqual(['HIT', 'https://b.example']);
  // all others are one: no page at all, and pages that may not ask
  expect(await from(undefined, nginx)).toEqual(['MISS', undefined]);
  for (const other of ['https://evil.example', 'null', 'https://a.example.evil', 'https://b.exampl', '*']) {
    expect(await from(other, nginx)).toEqual(['HIT', undefined]);
  }
});

test('a page may read the errors that Nginx makes, if it may read answers', async () => {
  nginx = await startNginx({gateways: ['http://127.0.0.1:9'], env: {CORS_ORIGINS: 'https://a.example'}});
  expect(await from('https://a.example', nginx)).toEqual(['MISS', 'https://a.example']);
  expect(await from('https://evil.example', nginx)).toEqual(['MISS', undefined]);
});

test('a preflight is answered by the gateway', async () => {
  upstream.answer = () => ({status: 204, headers: {'access-control-allow-origin': '*'}});
  nginx = await startNginx({gateways: [upstream.url]});
  const headers = {origin: 'https://a.example', 'access-control-request-method': 'GET'};
  for (const asked of [path, '/tiles/1/2/3.mvt']) {
    const reply = await ask(nginx.url + asked, {method: 'OPTIONS', headers});
    expect([reply.status, reply.headers['access-control-allow-origin']]).toEqual([204, '*']);
    expect(upstream.arrivals.at(-1)).toMatchObject({method: 'OPTIONS', url: asked, headers});
  }
});
