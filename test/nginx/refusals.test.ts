import {connect} from 'node:net';
import {ask, type Asked, graphqlPath, persisted, type Reply} from './ask.js';
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

function codeOf({text}: Reply): string {
  const {errors} = JSON.parse(text) as {errors: {message: string; extensions: {code: string}}[]};
  expect(errors).toHaveLength(1);
  return errors[0].extensions.code;
}

/** Sends bytes as they are. @returns the answer's, headers and all */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(nginx.url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

describe('what Nginx refuses itself it refuses in JSON, and never to be kept', () => {
  test.each<[string, number, string, string, Asked]>([
    [
      'a body of more than 1 MiB',
      413,
      'LIMIT_EXCEEDED',
      '/graphql',
      {method: 'POST', body: ' '.repeat(1024 * 1024 + 1)},
    ],
    ['a URL of 20 KB', 414, 'LIMIT_EXCEEDED', `/graphql?variables=${'a'.repeat(20_000)}`, {}],
    ['a header of 20 KB', 431, 'LIMIT_EXCEEDED', '/graphql', {headers: {x: 'a'.repeat(20_000)}}],
    ['TRACE', 405, 'BAD_REQUEST', '/graphql', {method: 'TRACE'}],
    ['the gateways’ metrics', 404, 'NOT_FOUND', '/metrics', {}],
    ['their metrics, written otherwise', 404, 'NOT_FOUND', '/graphql/..//%6detrics/', {}],
    ['their probes', 404, 'NOT_FOUND', '/readyz', {}],
    ['their other probe', 404, 'NOT_FOUND', '/healthz?a', {}],
    [
      'a name of its own',
      404,
      'NOT_FOUND',
      graphqlPath(persisted('x')).replace('/graphql', '/roadql/cached/graphql'),
      {},
    ],
    ['another name of its own', 404, 'NOT_FOUND', '/roadql/cached/tiles/1/1/1.mvt', {}],
    ['the name of its errors', 404, 'NOT_FOUND', '/roadql/error', {}],
  ])('%s: %i', async (_what, status, code, path, asked) => {
    const before = upstream.arrivals.length;
    const reply = await ask(nginx.url + path, asked);
    expect([reply.status, codeOf(reply)]).toEqual([status, code]);
    expect(reply.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-request-id': expect.any(String) as string,
      server: 'nginx',
    });
    expect(upstream.arrivals).toHaveLength(before);
  });

  test('what is no HTTP: 400', async () => {
    const answer = await raw('HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 400 [^]*content-type: application\/json[^]*"code":"BAD_REQUEST"/i);
  });
});

test('a body of 1 MiB and a URL of 8 KB pass', async () => {
  const body = ' '.repeat(1024 * 1024);
  expect((await ask(`${nginx.url}/graphql`, {method: 'POST', body})).status).toBe(200);
  const path = graphqlPath({...persisted('long'), variables: JSON.stringify({a: 'x'.repeat(7900)})});
  expect((await ask(nginx.url + path)).status).toBe(200);
  expect(upstream.arrivals.at(-1)!.url.length).toBeGreaterThan(8000);
});

test('Nginx says that it lives, whatever the gateways do', async () => {
  const {status, text} = await ask(`${nginx.url}/nginx-health`);
  expect([status, text]).toEqual([200, '{"status":"ok"}']);
});

describe('a client that asks too often', () => {
  let limited: Nginx;

  beforeEach(async () => {
    limited = await startNginx({
      gateways: [upstream.url],
      env: {
        RATE_PER_SECOND: '1',
        RATE_BURST: '4',
        TILE_RATE_PER_SECOND: '1',
        TILE_RATE_BURST: '9',
        TRUSTED_PROXIES: 'set_real_ip_from 127.0.0.1;',
      },
    });
  });

  afterEach(() => limited.stop());

  function refusals(replies: readonly Reply[]): Reply[] {
    return replies.filter(({status}) => status !== 200);
  }

  function times(count: number, path: string, address: string): Promise<Reply[]> {
    const headers = {'x-forwarded-for': address};
    return Promise.all(Array.from({length: count}, () => ask(limited.url + path, {headers})));
  }

  test('is told so with 429, and when to come again; others are not', async () => {
    const refused = refusals(await times(12, graphqlPath({query: '{a}'}), '192.0.2.1'));
    expect(refused.length).toBeGreaterThanOrEqual(6);
    for (const reply of refused) {
      expect([reply.status, codeOf(reply), reply.headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '1']);
      expect(reply.headers['cache-control']).toBe('no-store');
    }
    expect(refusals(await times(4, graphqlPath({query: '{a}'}), '192.0.2.2'))).toEqual([]);
  });

  test('has one allowance for queries, cached or not, and another for tiles', async () => {
    expect(refusals(await times(5, graphqlPath({query: '{a}'}), '192.0.2.3'))).toEqual([]);
    expect((await times(1, graphqlPath(persisted('limit')), '192.0.2.3'))[0].status).toBe(429);
    expect(refusals(await times(8, '/tiles/1/2/3.mvt', '192.0.2.3'))).toEqual([]);
    expect(refusals(await times(8, '/tiles/1/2/3.mvt', '192.0.2.3')).length).toBeGreaterThanOrEqual(4);
  });

  test('cannot pass for another where no load balancer is trusted', async () => {
    const strict = await startNginx({gateways: [upstream.url], env: {RATE_PER_SECOND: '1', RATE_BURST: '4'}});
    const replies = await Promise.all(
      Array.from({length: 12}, (_, i) =>
        ask(strict.url + graphqlPath({query: '{a}'}), {headers: {'x-forwarded-for': `192.0.2.${i}`}}),
      ),
    );
    expect(refusals(replies).length).toBeGreaterThanOrEqual(6);
    await strict.stop();
  });
});
