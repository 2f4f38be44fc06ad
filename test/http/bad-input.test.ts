import {request} from 'node:http';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {graphqlAnswer, openSample, startGateway, type TestGateway} from './gateway.js';

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

const here = '{lon: -30.0, lat: 45.0}';
const there = '{lon: -29.99, lat: 45.01}';

describe('fails its field alone, and the neighbours are answered:', () => {
  const cases: [what: string, field: string, code: string, details: Record<string, unknown>][] = [
    [
      'a longitude of 999',
      `route(waypoints: [${here}, {lon: 999, lat: 45.0}]) {networkVersion}`,
      'BAD_USER_INPUT',
      {argument: 'waypoints[1].lon'},
    ],
    ['a latitude of -91.5', `nearestNode(at: {lon: 1.5, lat: -91.5}) {id}`, 'BAD_USER_INPUT', {argument: 'at.lat'}],
    [
      'a latitude that is no number',
      `nearestNode(at: {lon: 1, lat: "north"}) {id}`,
      'BAD_USER_INPUT',
      {argument: 'at.lat'},
    ],
    [
      'an infinite radius',
      `route(waypoints: [{lon: 1, lat: 1, radius: 1e999}, ${here}]) {networkVersion}`,
      'BAD_USER_INPUT',
      {argument: 'waypoints[0].radius'},
    ],
    [
      'a negative radius',
      `route(waypoints: [{lon: -30, lat: 45, radius: -1}, ${here}]) {networkVersion}`,
      'BAD_USER_INPUT',
      {argument: 'waypoints[0].radius'},
    ],
    ['one waypoint', `route(waypoints: [${here}]) {networkVersion}`, 'BAD_USER_INPUT', {argument: 'waypoints'}],
    [
      '26 waypoints',
      `route(waypoints: [${Array(26).fill(here).join(' ')}]) {networkVersion}`,
      'LIMIT_EXCEEDED',
      {limit: 'maxWaypoints', max: 25},
    ],
    [
      'swapped coordinates',
      `route(waypoints: [${here}, {lon: 45.0, lat: -30.0}]) {networkVersion}`,
      'POINT_NOT_NEAR_NETWORK',
      {waypoint: 1, argument: 'waypoints[1]'},
    ],
    [
      'a negative contour',
      `isochrone(origins: [${here}], contours: [{time: 60}, {time: -60}]) {networkVersion}`,
      'BAD_USER_INPUT',
      {argument: 'contours[1].time'},
    ],
    [
      'a contour of 3 hours',
      `isochrone(origins: [${here}], contours: [{time: 10800}]) {networkVersion}`,
      'LIMIT_EXCEEDED',
      {limit: 'maxContourSeconds', max: 7200},
    ],
    [
      'no contours',
      `isochrone(origins: [${here}], contours: []) {networkVersion}`,
      'BAD_USER_INPUT',
      {argument: 'contours'},
    ],
    [
      'no destinations',
      `matrix(origins: [${here}], destinations: []) {networkVersion}`,
      'BAD_USER_INPUT',
      {argument: 'destinations'},
    ],
    ['a count of 0', `nearestNode(at: ${here}, count: 0) {id}`, 'BAD_USER_INPUT', {argument: 'count'}],
    ['a count of 101', `nearestNode(at: ${here}, count: 101) {id}`, 'BAD_USER_INPUT', {argument: 'count'}],
  ];
  test.each(cases)('%s', async (_what, field, code, details) => {
    const {status, data, errors} = await gateway.ask(`{bad: ${field} network {nodeCount}}`);
    expect(status).toBe(200);
    expect(data).toEqual({bad: null, network: {nodeCount: expect.any(Number) as number}});
    expect(errors).toHaveLength(1);
    expect(errors![0]).toMatchObject({path: ['bad'], extensions: {...details, code}});
  });
});

test('a swapped waypoint is told that longitude comes first', async () => {
  const {errors} = await gateway.ask(`{route(waypoints: [${here}, {lon: 45.0, lat: -30.0}]) {networkVersion}}`);
  expect(errors![0].message).toContain('Longitude comes first');
});

test('a bad tolerance or precision fails the route that it is asked of', async () => {
  const ask = (field: string) => gateway.ask(`{route(waypoints: [${here}, ${there}]) {routes {${field}}}}`);
  for (const [field, argument] of [
    ['geometry(simplify: -1)', 'simplify'],
    ['polyline(precision: 9)', 'precision'],
  ]) {
    const {data, errors} = await ask(field);
    expect(data).toEqual({route: null});
    expect(errors![0].extensions).toEqual({code: 'BAD_USER_INPUT', argument});
  }
});

test('a variable out of range fails the fields that use it, and names the argument', async () => {
  const query = 'query ($w: [WaypointInput!]!) {route(waypoints: $w) {networkVersion} network {nodeCount}}';
  const {data, errors} = await gateway.ask(query, {
    w: [
      {lon: -30, lat: 45},
      {lon: 1, lat: 95},
    ],
  });
  expect(data).toMatchObject({route: null, network: {}});
  expect(errors![0].extensions).toEqual({code: 'BAD_USER_INPUT', argument: 'waypoints[1].lat'});
});

test('10,000 waypoints in a variable are one too many for the limit, and quickly so', async () => {
  const w = Array.from({length: 10_000}, (_, i) => ({lon: -30 + i / 1e6, lat: 45}));
  const {errors} = await gateway.ask('query ($w: [WaypointInput!]!) {route(waypoints: $w) {networkVersion}}', {w});
  expect(errors![0].extensions).toEqual({code: 'LIMIT_EXCEEDED', limit: 'maxWaypoints', max: 25});
});

test('10,000 waypoints in the query text are too many tokens', async () => {
  const {status, errors} = await gateway.ask(
    `{route(waypoints: [${Array(10_000).fill(here).join(' ')}]) {networkVersion}}`,
  );
  expect(status).toBe(400);
  expect(errors![0].extensions).toEqual({code: 'LIMIT_EXCEEDED', limit: 'maxQueryTokens', max: 10_000});
});

describe('refuses the document, and names the argument:', () => {
  test.each([
    ['NaN', `nearestNode(at: {lon: NaN, lat: 45.0}) {id}`, 'at.lon'],
    ['null for a latitude', `route(waypoints: [${here}, {lon: 1, lat: null}]) {networkVersion}`, 'waypoints[1].lat'],
    ['a waypoint without a latitude', `route(waypoints: [${here}, {lon: 1}]) {networkVersion}`, 'waypoints[1]'],
    [
      'both time and distance',
      `isochrone(origins: [${here}], contours: [{time: 60}, {time: 60, distance: 9}]) {networkVersion}`,
      'contours[1]',
    ],
    ['neither time nor distance', `isochrone(origins: [${here}], contours: [{}]) {networkVersion}`, 'contours[0]'],
    ['an unknown profile', `nearestNode(at: ${here}, profile: HORSE) {id}`, 'profile'],
    ['a count that is no whole number', `nearestNode(at: ${here}, count: 1.5) {id}`, 'count'],
  ])('%s', async (_what, field, argument) => {
    const {status, data, errors} = await gateway.ask(`{bad: ${field}}`);
    expect({status, data}).toEqual({status: 400, data: undefined});
    expect(errors![0].extensions).toEqual({code: 'BAD_USER_INPUT', argument});
  });

  test('a variable of the wrong kind', async () => {
    const query =
      'query ($from: [WaypointInput!]!) {matrix(origins: [{lon: 1, lat: 1}], destinations: $from) {networkVersion}}';
    const {status, errors} = await gateway.ask(query, {
      from: [
        {lon: 1, lat: 1},
        {lon: true, lat: 1},
      ],
    });
    expect(status).toBe(400);
    expect(errors![0].extensions).toEqual({code: 'BAD_USER_INPUT', argument: 'destinations[1].lon'});
  });

  test('a variable that is missing', async () => {
    const {errors} = await gateway.ask(
      'query ($n: Int!, $at: CoordinateInput!) {nearestNode(at: $at, count: $n) {id}}',
      {n: 1},
    );
    expect(errors![0].extensions).toEqual({code: 'BAD_USER_INPUT', argument: 'at'});
  });
});

test("GraphQL's own refusals keep their codes", async () => {
  const codes = async (query: string) => (await gateway.ask(query)).errors!.map(({extensions}) => extensions.code);
  expect(await codes('{nothing}')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await codes('{network {')).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(await codes('mutation {network {version}}')).toEqual(['BAD_REQUEST']);
  expect(await codes('query A {network {version}} query B {network {version}}')).toEqual([
    'OPERATION_RESOLUTION_FAILURE',
  ]);
});

describe('a body that is no GraphQL request is refused in GraphQL form:', () => {
  const post = async (contentType: string, body: string) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {'content-type': contentType},
      body,
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    return graphqlAnswer(response);
  };
  test.each([
    ['malformed JSON', 'application/json', '{"query": ', 400],
    ['an empty body', 'application/json', '', 400],
    ['a body without a query', 'application/json', '{"a": 1}', 400],
    ['a list of requests', 'application/json', '[{"query": "{network {version}}"}]', 400],
    ['plain text', 'text/plain', '{"query": "{network {version}}"}', 400],
    ['a form', 'application/x-www-form-urlencoded', 'query={network{version}}', 415],
    ['XML', 'application/xml', '<query/>', 415],
  ])('%s', async (_what, contentType, body, status) => {
    const answer = await post(contentType, body);
    expect(answer.status).toBe(status);
    expect(answer.errors![0].extensions.code).toBe('BAD_REQUEST');
  });
});

test('another method is not found or not allowed, and the server lives on', async () => {
  const status = await new Promise((resolve, reject) => {
    const sent = request(`${gateway.url}/graphql`, {method: 'DELETE'}, (response) =>
      resolve(response.resume().statusCode),
    );
    sent.on('error', reject).end();
  });
  expect([404, 405]).toContain(status);
  expect((await gateway.ask('{network {version}}')).status).toBe(200);
});
