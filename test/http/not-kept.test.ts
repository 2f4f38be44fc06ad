import type {RoutingEngine} from '../../src/routing/engine.js';
import {openSample, startGateway, type TestGateway} from './gateway.js';

let engine: RoutingEngine;
let gateway: TestGateway;

beforeAll(async () => {
  engine = await openSample();
  gateway = await startGateway(engine);
});
afterAll(async () => {
  await gateway.close();
  await engine.close();
});

const json = {'content-type': 'application/json'};
const preflight = {'apollo-require-preflight': 'yes'};
const text = (query: string) => `?query=${encodeURIComponent(query)}`;
const unknown = `?extensions=${encodeURIComponent(`{"persistedQuery":{"version":1,"sha256Hash":"${'0'.repeat(64)}"}}`)}`;

const failures: [what: string, search: string, init: RequestInit, status: number][] = [
  ['a GET that a page could forge', text('{network {version}}'), {}, 400],
  ['a POST that a page could forge', '', {method: 'POST', headers: {'content-type': 'text/plain'}, body: '{}'}, 400],
  ['a GET without a query', '', {headers: preflight}, 400],
  ['a GET whose variables are no JSON', `${text('{network {version}}')}&variables=x`, {headers: preflight}, 400],
  [
    'a GET that accepts no media type of ours',
    text('{network {version}}'),
    {headers: {...preflight, accept: 'text/html'}},
    406,
  ],
  ['a GET with a syntax error', text('{'), {headers: preflight}, 400],
  ['a GET that is not valid', text('{netwrk}'), {headers: preflight}, 400],
  [
    'a GET of an unknown operation',
    `${text('query A {network {version}}')}&operationName=B`,
    {headers: preflight},
    400,
  ],
  [
    'a GET without a variable that it needs',
    text('query ($c: CoordinateInput!) {nearestNode(at: $c) {id}}'),
    {headers: preflight},
    400,
  ],
  ['a GET of a mutation', text('mutation {network}'), {headers: preflight}, 405],
  [
    'a GET of which a field fails',
    text('{network {version} nearestNode(at: {lon: 0, lat: 99}) {id}}'),
    {headers: preflight},
    200,
  ],
  ['a hash that is not known', unknown, {}, 200],
  ['a HEAD of a hash that is not known', unknown, {method: 'HEAD'}, 200],
  ['a hash in an unknown version', unknown.replace('1', '2'), {}, 400],
  ['a PUT', '', {method: 'PUT', headers: json, body: '{}'}, 405],
  ['a DELETE', '', {method: 'DELETE'}, 405],
  [
    'a POST in another media type',
    '',
    {method: 'POST', headers: {'content-type': 'application/xml'}, body: '<a/>'},
    415,
  ],
  ['a POST of bad JSON', '', {method: 'POST', headers: json, body: '{'}, 400],
  ['a POST of nothing', '', {method: 'POST', headers: json}, 400],
  ['a POST of a list', '', {method: 'POST', headers: json, body: '[{}]'}, 400],
  ['a POST of a bad documentId', '', {method: 'POST', headers: json, body: '{"documentId":"x"}'}, 400],
];

test.each(failures)(
  '%s is answered in JSON and not kept, and counts as a failure',
  async (_what, search, init, status) => {
    const response = await fetch(`${gateway.url}/graphql${search}`, init);
    expect(response.status).toBe(status);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('vary')).toBe('Accept');
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    const body = await response.text();
    if (init.method !== 'HEAD') {
      const [error] = (JSON.parse(body) as {errors: {message: string; extensions: {code: string}}[]}).errors;
      expect(error).toMatchObject({
        message: expect.any(String) as string,
        extensions: {code: expect.any(String) as string},
      });
    }
    const line = gateway.logged.filter(({msg}) => msg === 'graphql').at(-1);
    expect(line).toMatchObject({status, errorCodes: [expect.any(String) as string]});
  },
);

test('an answer to a POST is not kept', async () => {
  const {headers} = await gateway.ask('{network {version}}');
  expect([headers.get('cache-control'), headers.get('etag')]).toEqual(['no-store', null]);
});

test('a method that is not ours is told which are', async () => {
  const {headers} = await fetch(`${gateway.url}/graphql`, {method: 'PATCH'});
  expect(headers.get('allow')).toBe('GET, HEAD, POST');
});

test('a refusal has the media type that the client asks for', async () => {
  const accept = 'application/graphql-response+json';
  const {headers} = await fetch(`${gateway.url}/graphql?documentId=x`, {headers: {accept}});
  expect(headers.get('content-type')).toContain(accept);
});
