import {request} from 'node:http';
import {connect} from 'node:net';
import {getIntrospectionQuery} from 'graphql';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {graphqlAnswer, openSample, startGateway, type TestGateway} from './gateway.js';

let engine: RoutingEngine;
let gateway: TestGateway;
/** How often the engine was asked anything but what is loaded. */
let searches = 0;

beforeAll(async () => {
  engine = await openSample();
  gateway = await startGateway(counted(engine), {MAX_QUERY_DEPTH: '5', MAX_QUERY_ALIASES: '20', MAX_QUERY_COST: '500'});
});
afterAll(async () => {
  await gateway.close();
  await engine.close();
});
beforeEach(() => {
  searches = 0;
});

function counted(bare: RoutingEngine): RoutingEngine {
  const snap: RoutingEngine['snap'] = (asks, signal) => {
    searches++;
    return bare.snap(asks, signal);
  };
  return {...bare, snap};
}

const here = '{lon: -30.0, lat: 45.0}';
const there = '{lon: -29.99, lat: 45.01}';
const route = `route(waypoints: [${here}, ${there}]) {networkVersion}`;
const places = (count: number) => Array.from({length: count}, () => ({lon: -30, lat: 45}));

/** A refusal of the whole request: no field was answered, and nobody keeps it. */
function expectRefused(answer: Awaited<ReturnType<TestGateway['ask']>>, limit: string, max: number) {
  expect(answer.status).toBe(400);
  expect(answer.data).toBeUndefined();
  expect(answer.errors).toHaveLength(1);
  expect(answer.errors![0].extensions).toEqual({code: 'LIMIT_EXCEEDED', limit, max});
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(searches).toBe(0);
}

describe('depth', () => {
  const nested = (depth: number) => Array.from({length: depth}).reduce<string>((inner) => `ofType {kind ${inner}}`, '');

  test('the deepest answer of the schema is not too deep', async () => {
    const query = `{route(waypoints: [${here}, ${there}]) {routes {legs {annotations {edgeIds}}}}}`;
    expect((await gateway.ask(query)).errors).toBeUndefined();
  });

  test('fields within fields beyond the limit are refused, in fragments too', async () => {
    expectRefused(await gateway.ask(`{__type(name: "Route") {${nested(4)}}}`), 'maxQueryDepth', 5);
    const fragments = `query {__type(name: "Route") {...A}} fragment A on __Type {ofType {...B}}
      fragment B on __Type {... on __Type {ofType {ofType {ofType {kind}}}}}`;
    expectRefused(await gateway.ask(fragments), 'maxQueryDepth', 5);
  });

  test('a fragment is no level of its own', async () => {
    const query = `query {__type(name: "Route") {...A}} fragment A on __Type {... on __Type {...B}}
      fragment B on __Type {ofType {ofType {ofType {kind}}}}`;
    expect((await gateway.ask(query)).errors).toBeUndefined();
  });

  test("the introspection that GraphiQL sends is never too deep, even where the queries' own limit is low", async () => {
    const {status, errors} = await gateway.ask(getIntrospectionQuery({inputValueDeprecation: true, oneOf: true}));
    expect({status, errors}).toEqual({status: 200, errors: undefined});
  });

  test.each([100, 1000, 2400])('%d levels are the fault of whoever asks', async (depth) => {
    const {status, errors} = await gateway.ask(`{__type(name: "Route") {${nested(depth)}}}`);
    expect(status).toBe(400);
    expect(errors!.map(({extensions}) => extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
  });

  test('fragments that spread one another in a circle are the fault of whoever asks', async () => {
    const {status, errors} = await gateway.ask(
      'query {__type(name: "Route") {...A}} fragment A on __Type {ofType {...B}} fragment B on __Type {...A}',
    );
    expect(status).toBe(400);
    expect(errors![0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('aliases', () => {
  test('20 routes in one request are answered where 20 aliases are allowed, and 21 are refused', async () => {
    const routes = (count: number) => `{${Array.from({length: count}, (_, i) => `r${i}: ${route}`).join(' ')}}`;
    expect(Object.keys((await gateway.ask(routes(20))).data!)).toHaveLength(20);
    searches = 0;
    expectRefused(await gateway.ask(routes(21)), 'maxQueryAliases', 20);
  });

  test('a fragment counts wherever it is spread, and is looked at once', async () => {
    // 2^16 aliases in 16 fragments
    const fragments = Array.from({length: 16}, (_, i) => `fragment F${i} on Network {...F${i + 1} ...F${i + 1}}`);
    const query = `{network {...F0}} ${fragments.join(' ')} fragment F16 on Network {v: version}`;
    expectRefused(await gateway.ask(query), 'maxQueryAliases', 20);
  });
});

describe('cost', () => {
  const matrix = (name: string) => `${name}: matrix(origins: $p, destinations: $p) {networkVersion}`;
  const matrices = (count: number) =>
    `query ($p: [WaypointInput!]!) {${Array.from({length: count}, (_, i) => matrix(`m${i}`)).join(' ')}}`;

  test('is known before any search, and refused in words that name the dearest field', async () => {
    const answer = await gateway.ask(`${matrices(2).slice(0, -1)} ${route}}`, {p: places(100)});
    expectRefused(answer, 'maxQueryCost', 500);
    expect(answer.errors![0].message).toBe('The query would cost 509, 254 of it for `m0`; at most 500 is allowed.');
  });

  test('depends on the variables of each request, though the document is known already', async () => {
    const query = matrices(2);
    expect((await gateway.ask(query, {p: places(3)})).errors).toBeUndefined();
    searches = 0;
    expectRefused(await gateway.ask(query, {p: places(100)}), 'maxQueryCost', 500);
    expect((await gateway.ask(query, {p: places(3)})).errors).toBeUndefined();
  });

  test('counts a field that is asked twice under one name once, as it is answered once', async () => {
    const query = `query ($p: [WaypointInput!]!) {${matrix('m')} ${matrix('m')} ...Again ...Again}
      fragment Again on Query {${matrix('m')}}`;
    expect((await gateway.ask(query, {p: places(100)})).errors).toBeUndefined();
  });

  test('does not count what is skipped', async () => {
    const query = `query ($p: [WaypointInput!]!, $no: Boolean = false) {
      ${matrix('a')} ... on Query @include(if: $no) {${matrix('b')}} ...More @skip(if: true)
    } fragment More on Query {${matrix('c')}}`;
    expect((await gateway.ask(query, {p: places(100)})).errors).toBeUndefined();
  });

  test("a field's own limit answers first, by its own name, and the field counts nothing", async () => {
    const query = `query ($p: [WaypointInput!]!) {bad: route(waypoints: $p) {networkVersion} ${matrix('m')}}`;
    const {status, data, errors} = await gateway.ask(query, {p: places(99)});
    expect(status).toBe(200);
    expect(data).toMatchObject({bad: null, m: {}});
    expect(errors).toMatchObject([{path: ['bad'], extensions: {code: 'LIMIT_EXCEEDED', limit: 'maxWaypoints'}}]);
  });

  test('bad variables are reported as ever', async () => {
    const {status, errors} = await gateway.ask(matrices(2), {p: [{lon: -30}]});
    expect(status).toBe(400);
    expect(errors![0].extensions).toMatchObject({code: 'BAD_USER_INPUT', argument: expect.any(String) as string});
  });

  test('an operation that is not named among several is reported as ever', async () => {
    const {status, errors} = await gateway.ask('query A {network {version}} query B {network {source}}');
    expect(status).toBe(400);
    expect(errors![0].extensions.code).toBe('OPERATION_RESOLUTION_FAILURE');
  });

  test('only the operation that runs is weighed', async () => {
    const headers = {'content-type': 'application/json'};
    const query = `query Small {network {version}} ${matrices(2).replace('query', 'query Large')}`;
    const body = JSON.stringify({query, operationName: 'Small'});
    const answer = await graphqlAnswer(await fetch(`${gateway.url}/graphql`, {method: 'POST', headers, body}));
    expect(answer.errors).toBeUndefined();
  });

  test('is in the log', async () => {
    await gateway.ask(`query Logged {${route} again: ${route} network {version}}`);
    expect(gateway.logged.find(({operationName}) => operationName === 'Logged')).toMatchObject({cost: 2});
  });
});

describe('sizes', () => {
  test('a body of more than a mebibyte', async () => {
    const answer = await gateway.ask(`{${route}} #${'x'.repeat(1024 * 1024)}`);
    expect(answer.status).toBe(413);
    expect(answer.errors![0].extensions).toEqual({code: 'LIMIT_EXCEEDED', limit: 'maxBodyBytes', max: 1_048_576});
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('a body that does not say how long it is', async () => {
    const answer = await new Promise<{status?: number; text: string}>((resolve, reject) => {
      const headers = {'content-type': 'application/json'};
      const sent = request(`${gateway.url}/graphql`, {method: 'POST', headers}, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => resolve({status: response.statusCode, text}));
      });
      sent.on('error', reject);
      sent.write(`{"query": "{${route}}", "padding": "${'x'.repeat(1024 * 1024)}`);
      sent.end('"}');
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({errors: [{extensions: {limit: 'maxBodyBytes'}}]});
  });

  test('a URL of more than 16 KiB', async () => {
    const response = await fetch(`${gateway.url}/graphql?query=${'x'.repeat(17_000)}`);
    const answer = await graphqlAnswer(response);
    expect(answer.status).toBe(431);
    expect(answer.errors![0].extensions).toEqual({code: 'LIMIT_EXCEEDED', limit: 'maxHeaderBytes', max: 16_384});
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('what is no HTTP at all is told so', async () => {
    const {port} = new URL(gateway.url);
    const text = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('what do you have?\r\n\r\n'));
      socket.setEncoding('utf8').on('data', (part: string) => (received += part));
      socket.on('error', reject).on('close', () => resolve(received));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(text.slice(text.indexOf('{')))).toMatchObject({errors: [{extensions: {code: 'BAD_REQUEST'}}]});
  });
});

test('several requests in one body are refused', async () => {
  const headers = {'content-type': 'application/json'};
  const body = JSON.stringify([{query: `{${route}}`}, {query: `{${route}}`}]);
  const answer = await graphqlAnswer(await fetch(`${gateway.url}/graphql`, {method: 'POST', headers, body}));
  expect(answer.status).toBe(400);
  expect(answer.errors![0].extensions.code).toBe('BAD_REQUEST');
  expect(answer.errors![0].message).toMatch(/batch/i);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(searches).toBe(0);
});
