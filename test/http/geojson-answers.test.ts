import {graphql} from 'graphql';
import {pino} from 'pino';
import {createContext} from '../../src/graphql/context.js';
import {buildGatewaySchema} from '../../src/graphql/schema.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {drawIsochrone} from '../../src/routing/isochrone-drawing.js';
import {defaultLimits} from '../../src/routing/limits.js';
import {engines} from '../towns/engines.js';
import {networkOf} from '../towns/street-source.js';
import {startGateway, type TestGateway} from './gateway.js';

/** As long as a token, and of its letters. */
const lookAlike = `${'0123456789abcdef'.repeat(2)}0`;

/** A zigzag of streets with names that a text could be mistaken in. */
const names = [lookAlike, `"${lookAlike}"`, '{"type":"LineString"}', 'Rua de São João', '\\"', '東京'];
const streets = names.map((name, i) => ({
  name,
  nodes: [i, 100 + i, i + 1],
  positions: [
    [-30 + 0.002 * i, 45],
    [-29.999 + 0.002 * i, 45.0013],
    [-30 + 0.002 * (i + 1), 45],
  ] as const,
}));

const query = `
  query ($waypoints: [WaypointInput!]!, $far: [WaypointInput!]!, $origins: [WaypointInput!]!) {
    route(waypoints: $waypoints) { ...parts waypoints { name } }
    again: route(waypoints: $waypoints) { ...parts }
    refused: route(waypoints: $waypoints) { routes { geometry rough: geometry(simplify: -1) } }
    far: route(waypoints: $far) { routes { geometry } }
    isochrone(origins: $origins, contours: [{time: 60}, {distance: 200}]) {
      contours { geometry same: geometry area }
      featureCollection
      origins { name }
    }
  }
  fragment parts on RouteResult {
    routes { geometry same: geometry simplified: geometry(simplify: 20) legs { geometry annotations { sourceIds } } }
  }`;

const variables = {
  waypoints: [0.3, 2.6, 5.2].map((street) => ({lon: -30 + 0.002 * street, lat: 45.0004})),
  far: [
    {lon: -30, lat: 45},
    {lon: 0, lat: 0},
  ],
  origins: [{lon: -29.997, lat: 45}],
};

describe.each(engines)('GeoJSON in answers of the $name engine', (kind) => {
  let engine: RoutingEngine;
  let gateway: TestGateway;
  beforeAll(async () => {
    engine = await kind.open(await networkOf(streets));
    gateway = await startGateway(engine);
  });
  afterAll(async () => {
    await gateway.close();
    await engine.close();
  });

  /** The result that GraphQL makes, in which GeoJSON is an object. */
  async function executed() {
    const result = await graphql({
      schema: buildGatewaySchema(),
      source: query,
      variableValues: variables,
      contextValue: createContext(
        {
          engine,
          limits: defaultLimits,
          knownVersion: Object.assign(() => Promise.resolve(null), {again: () => Promise.resolve(null)}),
          draw: (drawing) => Promise.resolve(drawIsochrone(drawing)),
        },
        {
          signal: new AbortController().signal,
          requestId: 'test',
          log: pino({level: 'silent'}),
          report: {operationName: null, errorCodes: []},
          geojson: null,
        },
      ),
    });
    return JSON.parse(JSON.stringify(result)) as {data: Record<string, unknown>; errors: {message: string}[]};
  }

  test('is what GraphQL alone would answer: with aliases, beside errors and names that imitate its text', async () => {
    const expected = await executed();
    expect(expected).toMatchObject({
      data: {refused: null, far: null, route: {routes: [{geometry: {type: 'LineString'}}]}},
    });
    const {data, errors} = await gateway.ask(query, variables);
    expect(data).toEqual(expected.data);
    // which of two fails first is not said
    expect(errors?.map(({message}) => message).sort()).toEqual(expected.errors.map(({message}) => message).sort());
    expect(errors?.map(({path}) => path)).toEqual(expect.arrayContaining([['refused', 'routes', 0, 'rough'], ['far']]));
    const named = (data!.route as {waypoints: {name: string}[]}).waypoints.map(({name}) => name);
    expect(named).toEqual([names[0], names[2], names[5]]);
  });

  test('is the same to the byte in every media type, and to a GET', async () => {
    const ask = async (accept: string, method: 'GET' | 'POST') => {
      const search = new URLSearchParams({query, variables: JSON.stringify(variables)}).toString();
      const response = await fetch(`${gateway.url}/graphql${method === 'GET' ? `?${search}` : ''}`, {
        method,
        headers: {accept, 'content-type': 'application/json'},
        ...(method === 'POST' && {body: JSON.stringify({query, variables})}),
      });
      expect(response.headers.get('content-type')).toContain(accept);
      const body = await response.text();
      return body.slice(body.indexOf('"data":'));
    };
    const first = await ask('application/json', 'POST');
    expect(first).toContain('"geometry":{"type":"LineString","coordinates":[[');
    expect(await ask('application/graphql-response+json', 'POST')).toBe(first);
    expect(await ask('application/json', 'GET')).toBe(first);
  });
});
