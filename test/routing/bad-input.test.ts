import type {RoutingEngine} from '../../src/routing/engine.js';
import {defaultLimits} from '../../src/routing/limits.js';
import {planMatrix} from '../../src/routing/matrix.js';
import {findNearestNodes} from '../../src/routing/nearest-node.js';
import {planRoute} from '../../src/routing/route.js';
import type {WaypointAsk} from '../../src/routing/snap-rule.js';
import {engines} from '../towns/engines.js';
import {map} from '../towns/map.js';
import {Town} from '../towns/town.js';

const never = new AbortController().signal;
const here: WaypointAsk = {lon: -30, lat: 45};

let engine: RoutingEngine;
beforeAll(async () => {
  engine = (await Town.load(engines[0], map`a --- b --- c`)).engine;
});

const route = (...waypoints: WaypointAsk[]) =>
  planRoute(engine, {waypoints, profile: 'CAR', objective: 'FASTEST'}, defaultLimits, never);
const matrix = (origins: WaypointAsk[], destinations: WaypointAsk[]) =>
  planMatrix(engine, {origins, destinations, profile: 'CAR', objective: 'FASTEST'}, defaultLimits, never);
const nodes = (query: object) => findNearestNodes(engine, {at: here, profile: 'CAR', count: 1, ...query}, never);

test.each([
  ['a route of no waypoints', () => route(), 'waypoints'],
  ['a route of one waypoint', () => route(here), 'waypoints'],
  ['a longitude beyond 180', () => route(here, {lon: 999, lat: 45}), 'waypoints[1].lon'],
  ['a latitude that is no number', () => route({lon: -30, lat: NaN}, here), 'waypoints[0].lat'],
  ['a radius of 0', () => route(here, {...here, radius: 0}), 'waypoints[1].radius'],
  ['a radius without end', () => route(here, {...here, radius: Infinity}), 'waypoints[1].radius'],
  ['a matrix without origins', () => matrix([], [here]), 'origins'],
  ['a matrix without destinations', () => matrix([here], []), 'destinations'],
  ['a latitude below -90', () => matrix([here], [here, {lon: 0, lat: -91}]), 'destinations[1].lat'],
  ['no nodes at all', () => nodes({count: 0}), 'count'],
  ['more than 100 nodes', () => nodes({count: 101}), 'count'],
  ['half a node', () => nodes({count: 1.5}), 'count'],
  ['a distance of 0', () => nodes({maxDistance: 0}), 'maxDistance'],
  ['a longitude that is no number', () => nodes({at: {lon: NaN, lat: 0}}), 'at.lon'],
])('%s is refused, and the argument named', async (_, ask, argument) => {
  await expect(ask()).rejects.toMatchObject({code: 'BAD_USER_INPUT', details: {argument}});
  await expect(ask()).rejects.toThrow(argument);
});

test('more waypoints than the limit are refused, and the limit named', async () => {
  await expect(route(...Array.from({length: 26}, () => here))).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    details: {limit: 'maxWaypoints', max: 25},
    message: 'waypoints: 26 were given; at most 25 are allowed.',
  });
});

test('a matrix of more cells than the limit is refused before anything is searched', async () => {
  const many = Array.from({length: 101}, () => here);
  await expect(matrix(many, many.slice(1))).rejects.toMatchObject({
    code: 'LIMIT_EXCEEDED',
    details: {limit: 'maxMatrixCells', max: 10_000},
  });
});

test('a point far from any road is told how far, and which it is', async () => {
  await expect(route(here, {lon: -29.9, lat: 45})).rejects.toMatchObject({
    code: 'POINT_NOT_NEAR_NETWORK',
    details: {waypoint: 1, argument: 'waypoints[1]', distance: expect.closeTo(6900, -3) as number},
  });
});

test('a point that would lie on the network with its coordinates swapped is told so', async () => {
  await expect(route(here, {lon: here.lat, lat: here.lon})).rejects.toThrow('are lon and lat swapped?');
  await expect(route(here, {lon: 100, lat: 10})).rejects.not.toThrow('swapped');
});

test('a way that does not exist is told with its leg', async () => {
  const town = await Town.load(
    engines[0],
    map`
    a --> b --- c
    |           |
    d --- e <-- f
  `,
  );
  const trap = await Town.load(engines[0], map`a --> b --> c`);
  await expect(town.route([town.at('ab'), town.at('ad')])).resolves.toBeDefined();
  await expect(trap.route([trap.at('ab', 0.2), trap.at('ab', 0.8), trap.at('ab', 0.5)])).rejects.toMatchObject({
    code: 'NO_ROUTE',
    details: {leg: 1},
    message: 'No way leads from waypoints[1] to waypoints[2].',
  });
});

test('nodes beyond the distance given are not found, which is no error', async () => {
  expect(await nodes({at: {lon: -29, lat: 45}, maxDistance: 10})).toEqual([]);
});
