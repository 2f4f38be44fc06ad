import {ask, type Asked, graphqlPath, persisted} from './ask.js';
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

/** Asks twice, by two clients. @returns where the second answer came from */
async function second(path: string, asked: Asked = {}): Promise<string | undefined> {
  await ask(nginx.url + path, asked);
  return (await ask(nginx.url + path, asked)).cache;
}

describe('what is cached', () => {
  test.each([
    ['a persisted query as Apollo sends it', graphqlPath(persisted('apollo'))],
    ['a persisted query by documentId', graphqlPath({documentId: 'sha256:0a', variables: '{"a":1}'})],
    ['a vector tile', '/tiles/14/7794/6130.mvt'],
  ])('%s is asked of a gateway once', async (_what, path) => {
    const first = await ask(nginx.url + path);
    const again = await ask(nginx.url + path);
    expect([first.cache, again.cache]).toEqual(['MISS', 'HIT']);
    expect(again.text).toBe(first.text);
  });

  test.each([
    ['a GET with a full text', 'GET', graphqlPath({query: '{network{version}}'})],
    ['a GET that registers a text with its hash', 'GET', graphqlPath({...persisted('new'), query: '{a}'})],
    ['a GET with a text that looks like the other arguments', 'GET', graphqlPath({query: ':x', documentId: 'a'})],
    ['a POST', 'POST', '/graphql'],
    ['a POST with a hash in its URL', 'POST', graphqlPath(persisted('posted'))],
    ['the explorer', 'GET', '/'],
    ['GraphiQL', 'GET', '/graphiql'],
    ['its assets', 'GET', '/graphiql/assets/index-1.js'],
    ['TileJSON', 'GET', '/tiles.json'],
    ['what is no tile, under /tiles/', 'GET', '/tiles/1/2/x.mvt'],
  ])('%s goes to a gateway every time', async (_what, method, path) => {
    const body = method === 'POST' ? '{"query":"{a}"}' : undefined;
    const before = upstream.arrivals.length;
    expect(await second(path, {method, body, headers: {'content-type': 'application/json'}})).toBe('BYPASS');
    expect(upstream.arrivals.slice(before).map(({method, url}) => [method, url])).toEqual([
      [method, path],
      [method, path],
    ]);
  });

  test('HEAD is answered from what GET was, and the other way round', async () => {
    const path = graphqlPath(persisted('head'));
    const head = await ask(nginx.url + path, {method: 'HEAD'});
    expect([head.status, head.cache, head.text]).toEqual([200, 'MISS', '']);
    expect((await ask(nginx.url + path)).cache).toBe('HIT');
    expect((await ask(nginx.url + path, {method: 'HEAD'})).cache).toBe('HIT');
    expect(upstream.arrivals.at(-1)?.method).toBe('GET');
  });
});

describe('the key', () => {
  const {extensions, operationName} = persisted('key');
  const variables = '{"a":1}';

  test.each<[string, Record<string, string>]>([
    ['extensions', persisted('order')],
    ['documentId', {documentId: 'sha256:0c', variables: '{"a":1}', operationName: 'Route'}],
  ])('is the same for any order of the arguments and with any others beside them (%s)', async (_form, args) => {
    const [x, y, z] = Object.entries(args);
    const orders = [
      [x, y, z],
      [x, z, y],
      [y, x, z],
      [y, z, x],
      [z, x, y],
      [z, y, x],
    ].map(Object.fromEntries);
    await ask(nginx.url + graphqlPath(orders[0] as Record<string, string>));
    for (const order of orders as Record<string, string>[]) {
      expect((await ask(nginx.url + graphqlPath(order))).cache).toBe('HIT');
      expect((await ask(nginx.url + graphqlPath({utm_source: 'mail', ...order, _: '1'}))).cache).toBe('HIT');
    }
  });

  test.each([
    ['variables', {extensions, operationName, variables: '{"a":2}'}],
    ['operation name', {extensions, operationName: 'Other', variables}],
    ['document', {...persisted('another'), operationName, variables}],
    ['way to name the document', {documentId: 'sha256:0b', operationName, variables}],
  ])('is another for another %s', async (_what, args) => {
    await ask(nginx.url + graphqlPath({extensions, operationName, variables}));
    const reply = await ask(nginx.url + graphqlPath(args));
    expect(reply.cache).toBe('MISS');
    const asked = new URLSearchParams((JSON.parse(reply.text) as {data: {asked: string}}).data.asked.split('?')[1]);
    expect(Object.fromEntries(asked)).toEqual(args);
  });

  // the gateway decodes names and takes case as it is; Nginx does neither
  test.each([
    ['written with percent signs', 'v%61riables=%7B%22a%22%3A666%7D'],
    ['in another case before it', 'Variables=%7B%22a%22%3A666%7D&variables=%7B%7D'],
    ['given twice', 'variables=%7B%7D&variables=%7B%22a%22%3A666%7D'],
  ])('cannot be had for an answer to other variables, %s', async (what, disguised) => {
    const own = `/graphql?extensions=${encodeURIComponent(persisted(what).extensions)}`;
    await ask(`${nginx.url}${own}&${disguised}`);
    const {url} = upstream.arrivals.at(-1)!;
    const sent = [...new URLSearchParams(url.split('?')[1])];
    expect(sent.filter(([name]) => !['extensions', 'variables'].includes(name))).toEqual([]);
    // whoever asks what the gateway was sent gets what it answered to that, and nobody else does
    expect((await ask(nginx.url + url)).cache).toBe('HIT');
    for (const variables of ['', '{}', '{"a":666}']) {
      const honest = await ask(`${nginx.url}${own}${variables && `&variables=${encodeURIComponent(variables)}`}`);
      const {data} = JSON.parse(honest.text) as {data: {asked: string}};
      expect(new URLSearchParams(data.asked.split('?')[1]).get('variables') ?? '').toBe(variables);
    }
  });
});

test('nothing of one client gets into what others are served', async () => {
  const path = graphqlPath(persisted('clean'));
  const headers = {
    'if-none-match': '"v1"',
    'if-modified-since': new Date().toUTCString(),
    range: 'bytes=0-3',
    cookie: 'a=b',
    authorization: 'Bearer x',
    'content-type': 'text/plain',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-for': '6.6.6.6',
    'x-anything': 'x',
    host: 'evil.example',
  };
  await ask(nginx.url + path, {headers, body: 'a body'});
  const {headers: sent, body} = upstream.arrivals.at(-1)!;
  expect(sent).toEqual({
    host: 'roadql',
    accept: 'application/json',
    'apollo-require-preflight': 'persisted-query',
    'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    'x-forwarded-for': '127.0.0.1',
  });
  expect(body).toBe('');
  const reply = await ask(nginx.url + path);
  expect([reply.status, reply.cache]).toEqual([200, 'HIT']);
  expect(JSON.parse(reply.text)).toMatchObject({data: {version: 'v1'}});
});

describe('what a gateway does not call public is not kept', () => {
  test.each([
    ['no-store', 200, 'no-store'],
    ['nothing at all', 200, undefined],
    ['a time, but not public', 200, 'max-age=300'],
    ['private', 200, 'private, max-age=300'],
    ['an error by status, even a public one', 503, keepLong],
    ['an error of the client', 400, keepLong],
  ])('%s', async (what, status, cacheControl) => {
    upstream.answer = (arrival) => {
      const answer = answerOf(arrival, '');
      return {...answer, status, headers: {...answer.headers, 'cache-control': cacheControl}};
    };
    expect(await second(graphqlPath(persisted(`private ${what}`)))).toBe('MISS');
    upstream.answer = (arrival) => answerOf(arrival, keepLong);
  });

  test('an answer that sets a cookie', async () => {
    upstream.answer = (arrival) => {
      const answer = answerOf(arrival, keepLong);
      return {...answer, headers: {...answer.headers, 'set-cookie': 'a=b'}};
    };
    expect(await second(graphqlPath(persisted('cookie')))).toBe('MISS');
    upstream.answer = (arrival) => answerOf(arrival, keepLong);
  });
});
