import {ask, askUntil, graphqlPath, persisted} from './ask.js';
import {type Nginx, startNginx} from './nginx.js';
import {answerOf, keepLong, startUpstream, type Upstream} from './upstream.js';

let one: Upstream;
let other: Upstream;
let nginx: Nginx;

beforeEach(async () => {
  one = await startUpstream();
  other = await startUpstream();
  nginx = await startNginx({gateways: [one.url, other.url]});
});

afterEach(async () => {
  await nginx.stop();
  await Promise.all([one.close(), other.close()]);
});

const query = {
  method: 'POST',
  headers: {'content-type': 'application/json'},
  body: JSON.stringify({query: '{network{version}}'}),
};

describe('a POST', () => {
  test('that a gateway took and broke off is not sent to another one', async () => {
    one.answer = () => 'hang up';
    other.answer = () => 'hang up';
    expect((await ask(`${nginx.url}/graphql`, query)).status).toBe(502);
    expect(one.arrivals.length + other.arrivals.length).toBe(1);
  });

  test('that no gateway took, because it does not listen, is sent to another one', async () => {
    await one.close();
    for (let i = 0; i < 6; i++) expect((await ask(`${nginx.url}/graphql`, query)).status).toBe(200);
    expect(other.arrivals.map(({method, body}) => [method, body])).toEqual(
      Array.from({length: 6}, () => ['POST', query.body]),
    );
  });

  test('that is answered 503 is not repeated', async () => {
    for (const gateway of [one, other]) {
      gateway.answer = () => ({status: 503, headers: {'retry-after': '1'}, body: '{"errors":[{"message":"Later."}]}'});
    }
    const reply = await ask(`${nginx.url}/graphql`, query);
    expect([reply.status, reply.headers['retry-after'], reply.text]).toEqual([
      503,
      '1',
      '{"errors":[{"message":"Later."}]}',
    ]);
    expect(one.arrivals.length + other.arrivals.length).toBe(1);
  });
});

test('a GET that a gateway broke off is asked of another one', async () => {
  one.answer = () => 'hang up';
  for (let i = 0; i < 4; i++) {
    expect((await ask(nginx.url + graphqlPath(persisted(`get ${i}`)))).status).toBe(200);
    expect((await ask(nginx.url + graphqlPath({query: `{a${i}}`}))).status).toBe(200);
  }
});

test('a gateway that overloads is not taken for one that is down', async () => {
  for (const gateway of [one, other]) gateway.answer = () => ({status: 503, body: '{"errors":[]}'});
  for (let i = 0; i < 10; i++) expect((await ask(`${nginx.url}/graphql`, query)).status).toBe(503);
  for (const gateway of [one, other]) gateway.answer = (arrival) => answerOf(arrival, keepLong);
  expect((await ask(`${nginx.url}/graphql`, query)).status).toBe(200);
});

describe('while no gateway can be reached', () => {
  test('what is cached is served, the rest gets JSON that says when to come again', async () => {
    const path = graphqlPath(persisted('known'));
    const known = await ask(nginx.url + path);
    await Promise.all([one.close(), other.close()]);

    const hit = await ask(nginx.url + path);
    expect([hit.status, hit.cache, hit.text]).toEqual([200, 'HIT', known.text]);
    expect((await ask(`${nginx.url}/nginx-health`)).status).toBe(200);
    for (const [url, asked] of [
      [graphqlPath(persisted('unknown')), {}],
      ['/graphql', query],
      ['/tiles/1/2/3.mvt', {}],
      ['/', {headers: {accept: 'text/html'}}],
    ] as const) {
      const reply = await ask(nginx.url + url, asked);
      expect(reply.status).toBe(502);
      expect(reply.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'retry-after': '5',
        'access-control-allow-origin': '*',
      });
      expect(JSON.parse(reply.text)).toEqual({
        errors: [{message: expect.any(String) as string, extensions: {code: 'NETWORK_UNAVAILABLE'}}],
      });
    }
  });

  test('one that comes back is found again', async () => {
    await Promise.all([one.close(), other.close()]);
    for (let i = 0; i < 10; i++) expect((await ask(`${nginx.url}/graphql`, query)).status).toBe(502);
    await other.reopen();
    const reply = await askUntil(`${nginx.url}/graphql`, ({status}) => status === 200, query);
    expect(reply.status).toBe(200);
  });
});

test('a gateway that does not answer in time is given up on with 504', async () => {
  await nginx.stop();
  nginx = await startNginx({gateways: [one.url], env: {GATEWAY_TIMEOUT: '1s'}});
  one.answer = () => new Promise(() => {});
  const reply = await ask(`${nginx.url}/graphql`, query);
  expect([reply.status, reply.headers['retry-after']]).toEqual([504, '5']);
  expect(JSON.parse(reply.text)).toMatchObject({errors: [{extensions: {code: 'TIMEOUT'}}]});
});

test('connections to a gateway are kept, and let go long before the gateway would', async () => {
  for (let i = 0; i < 20; i++) await ask(nginx.url + graphqlPath({query: `{a${i}}`}));
  for (const gateway of [one, other]) expect(gateway.connections().ever).toBeLessThanOrEqual(2);
  while (one.connections().open + other.connections().open > 0) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
});
