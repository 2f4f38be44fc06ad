import {examplesFor, type Example} from '../../src/http/examples.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {openSample, startGateway, type TestGateway} from './gateway.js';

let engine: RoutingEngine;
let gateway: TestGateway;
let examples: Example[];

beforeAll(async () => {
  engine = await openSample();
  gateway = await startGateway(engine);
  examples = await examplesFor(engine, new AbortController().signal);
});
afterAll(async () => {
  await gateway.close();
  await engine.close();
});

/** The places of an example, as a query's text has them. */
const placesOf = (example: string) =>
  JSON.stringify(examples.find(({name}) => name === example)!.variables)
    .replaceAll('"', '')
    .match(/\{lon:[^}]*\}/g)!;
const place = (example: string) => placesOf(example)[0];
const places = () => placesOf('Route');

test('every example is answered on the loaded network, without errors and without an empty field', async () => {
  expect(examples.map(({name}) => name)).toEqual(['Route', 'NearestNode', 'Isochrone', 'Matrix', 'Network']);
  for (const {query, variables} of examples) {
    const {status, data, errors} = await gateway.ask(query, variables);
    expect({query, status, errors}).toEqual({query, status: 200, errors: undefined});
    expect(Object.values(data!)).not.toContain(null);
  }
});

interface RouteAnswer {
  distance: number;
  duration: number;
  bbox: number[];
  geometry: {type: string; coordinates: number[][]};
  rough: {coordinates: number[][]};
  polyline: string;
  legs: {distance: number; geometry: {coordinates: number[][]}; annotations: {edgeIds: string[]; distance: number[]}}[];
}

test('a route answers with every field of its contract, and its parts agree', async () => {
  const {data, errors} = await gateway.ask(`{
    route(waypoints: [${places().join(', ')}, ${place('NearestNode')}], objective: SHORTEST) {
      routes {
        distance duration bbox geometry rough: geometry(simplify: 50) polyline(precision: 5, simplify: 10)
        legs { distance duration geometry(simplify: 1) annotations { edgeIds distance duration speed sourceIds } }
      }
      waypoints { location distance edgeId fraction name }
      networkVersion
    }
    network { version }
  }`);
  expect(errors).toBeUndefined();
  const {routes, waypoints, networkVersion} = data!.route as {
    routes: RouteAnswer[];
    waypoints: {location: number[]}[];
    networkVersion: string;
  };
  expect(networkVersion).toBe((data!.network as {version: string}).version);
  const [route] = routes;
  expect(route.legs).toHaveLength(2);
  expect(route.legs.reduce((sum, leg) => sum + leg.distance, 0)).toBeCloseTo(route.distance, 3);
  for (const {distance, annotations} of route.legs) {
    expect(annotations.distance.reduce((sum, metres) => sum + metres, 0)).toBeCloseTo(distance, 3);
    expect(annotations.edgeIds).toHaveLength(annotations.distance.length);
  }
  expect(route.geometry.type).toBe('LineString');
  expect(route.geometry.coordinates[0]).toEqual(waypoints[0].location);
  expect(route.geometry.coordinates.at(-1)).toEqual(waypoints[2].location);
  expect(route.rough.coordinates.length).toBeLessThan(route.geometry.coordinates.length);
  expect(route.rough.coordinates[0]).toEqual(route.geometry.coordinates[0]);
  const lons = route.geometry.coordinates.map(([lon]) => lon);
  expect([route.bbox[0], route.bbox[2]]).toEqual([Math.min(...lons), Math.max(...lons)]);
  expect(route.polyline).not.toBe('');
});

test('an isochrone answers with contours from the smallest and features from the largest', async () => {
  const {data, errors} = await gateway.ask(`{
    isochrone(origins: [${place('Isochrone')}], contours: [{time: 120}, {distance: 400}, {time: 60}], direction: ARRIVE) {
      contours { time distance geometry area reachedLength }
      featureCollection
      origins { location }
      networkVersion
    }
  }`);
  expect(errors).toBeUndefined();
  const {contours, featureCollection} = data!.isochrone as {
    contours: {time: number | null; distance: number | null; area: number}[];
    featureCollection: {type: string; features: {properties: {time: number | null}}[]};
  };
  expect(contours.map(({time, distance}) => [time, distance])).toEqual([
    [60, null],
    [120, null],
    [null, 400],
  ]);
  expect(contours[0].area).toBeLessThan(contours[1].area);
  expect(featureCollection.type).toBe('FeatureCollection');
  expect(featureCollection.features.map(({properties}) => properties.time)).toEqual([null, 120, 60]);
});

test('a matrix has a row for each origin and a cell for each destination', async () => {
  const [a, b] = places();
  const {data} = await gateway.ask(
    `{matrix(origins: [${a}], destinations: [${a}, ${b}]) {durations distances origins {edgeId} destinations {edgeId}}}`,
  );
  const {durations, distances} = data!.matrix as {durations: number[][]; distances: number[][]};
  expect([durations.length, durations[0].length, durations[0][0], distances[0][0]]).toEqual([1, 2, 0, 0]);
  expect(durations[0][1]).toBeGreaterThan(0);
});

test('coordinates may be whole numbers and degrees, minutes and seconds', async () => {
  const at = '{lon: "30°0\'8\\"W", lat: 45}';
  const {data, errors} = await gateway.ask(`{nearestNode(at: ${at}) {location distance}}`);
  expect(errors).toBeUndefined();
  const [node] = data!.nearestNode as {location: number[]; distance: number}[];
  expect(Math.abs(node.location[0] + 30.0022)).toBeLessThan(0.01);
});
