import {createHash} from 'node:crypto';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {graphqlAnswer, openSample, startGateway, type TestGateway} from './gateway.js';

let engine: RoutingEngine;
let open: TestGateway;
let closed: TestGateway;

beforeAll(async () => {
  engine = await openSample();
  open = await startGateway(engine);
  closed = await startGateway(engine, {
    INTROSPECTION: 'false',
    GRAPHIQL: 'false',
    PERSISTED_QUERIES: 'off',
    CORS_ORIGINS: 'https://maps.example',
    CACHE_MAX_AGE: '0',
  });
});
afterAll(async () => {
  await open.close();
  await closed.close();
  await engine.close();
});

const query = '{network {version}}';
const preflight = {'apollo-require-preflight': 'yes'};

async function get(url: string, parameters: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql?${new URLSearchParams(parameters).toString()}`, {headers});
  return {type: response.headers.get('content-type'), ...(await graphqlAnswer(response))};
}

function persisted(text: string): string {
  return JSON.stringify({persistedQuery: {version: 1, sha256Hash: createHash('sha256').update(text).digest('hex')}});
}

test('a GET with a preflight header is answered, and may be kept', async () => {
  const {status, data, headers} = await get(open.url, {query}, preflight);
  expect({status, data}).toEqual({status: 200, data: {network: {version: expect.any(String) as string}}});
  expect(headers.get('cache-control')).toMatch(/^public, max-age=300,/);
});

test('a GET of variables is answered', async () => {
  const text = 'query ($at: CoordinateInput!) {nearestNode(at: $at) {distance}}';
  const variables = JSON.stringify({at: {lon: -30, lat: 45}});
  expect((await get(open.url, {query: text, variables}, {'content-type': 'application/json'})).errors).toBeUndefined();
});

test('a GET that a page could forge is refused', async () => {
  const {status, errors, headers} = await get(open.url, {query});
  expect(status).toBe(400);
  expect(errors![0].message).toContain('Cross-Site Request Forgery');
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a persisted query is registered once and then asked for by its hash, without a preflight header', async () => {
  const text = `query Once${Date.now()} ${query}`;
  const extensions = persisted(text);
  const before = await get(open.url, {extensions});
  expect(before.errors![0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(before.headers.get('cache-control')).toBe('no-store');
  await get(open.url, {query: text, extensions});
  const after = await get(open.url, {extensions});
  expect({status: after.status, errors: after.errors}).toEqual({status: 200, errors: undefined});
});

test('a persisted query under the hash of another text is refused in words', async () => {
  const {status, errors} = await get(open.url, {query, extensions: persisted('{network {source}}')});
  expect(status).toBe(400);
  expect(errors![0]).toMatchObject({message: 'provided sha does not match query', extensions: {code: 'BAD_REQUEST'}});
});

test('PERSISTED_QUERIES=off answers that they are not supported', async () => {
  const {errors} = await get(closed.url, {extensions: persisted(query)});
  expect(errors![0].extensions.code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
});

test('the answer has the media type that the client asks for', async () => {
  const type = async (accept: string) => (await get(open.url, {query}, {...preflight, accept})).type;
  expect(await type('*/*')).toContain('application/json');
  expect(await type('application/json')).toContain('application/json');
  expect(await type('application/graphql-response+json, application/json;q=0.9')).toContain(
    'application/graphql-response+json',
  );
  expect((await get(open.url, {query}, {...preflight, accept: 'text/html'})).status).toBe(406);
});

test('an answer with an error is not kept', async () => {
  const {headers} = await get(open.url, {query: '{nearestNode(at: {lon: 999, lat: 1}) {id}}'}, preflight);
  expect(headers.get('cache-control')).toBe('no-store');
});

test('CACHE_MAX_AGE=0 keeps nothing', async () => {
  expect((await get(closed.url, {query}, preflight)).headers.get('cache-control')).toBe('no-store');
});

test('INTROSPECTION=false hides the schema, and does not help to guess it', async () => {
  expect((await closed.ask('{__schema {types {name}}}')).errors![0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect((await closed.ask('{netwrk {version}}')).errors![0].message).not.toContain('Did you mean');
  expect((await open.ask('{__schema {types {name}}}')).errors).toBeUndefined();
});

test('ContourInput is a oneOf input in introspection', async () => {
  const {data} = await open.ask('{__type(name: "ContourInput") {isOneOf}}');
  expect(data).toEqual({__type: {isOneOf: true}});
});

test('any page may ask where CORS_ORIGINS is *, and those listed where it is a list', async () => {
  const allowed = async (url: string, origin: string) => {
    const headers = {origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type'};
    const response = await fetch(`${url}/graphql`, {method: 'OPTIONS', headers});
    return response.headers.get('access-control-allow-origin');
  };
  expect(await allowed(open.url, 'https://any.example')).toBe('*');
  expect(await allowed(closed.url, 'https://maps.example')).toBe('https://maps.example');
  expect(await allowed(closed.url, 'https://any.example')).toBeNull();
});

test('GRAPHIQL=false serves none', async () => {
  for (const path of ['/graphiql', '/graphiql/examples.json', '/']) {
    expect((await fetch(closed.url + path)).status).toBe(404);
  }
});

test('the root leads to GraphiQL', async () => {
  const {status, headers} = await fetch(open.url, {redirect: 'manual'});
  expect([status, headers.get('location')]).toEqual([302, '/graphiql']);
});
