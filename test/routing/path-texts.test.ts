import {RandomWaypoints} from '../acceptance/random-waypoints.js';
import {Random} from '../../data/random.js';
import {openNetwork} from '../../loader/open-network.js';
import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {lineStringFormat} from '../../src/routing/geojson-text.js';
import {defaultLimits} from '../../src/routing/limits.js';
import type {Line} from '../../src/routing/line.js';
import {polylineFormat} from '../../src/routing/polyline.js';
import {planRoute} from '../../src/routing/route.js';
import type {WaypointAsk} from '../../src/routing/snap-rule.js';

const {signal} = new AbortController();
let engine: RoutingEngine;
let random: RandomWaypoints;

beforeAll(async () => {
  const network = await openNetwork(null, () => undefined, signal);
  engine = openEmbeddedEngine(network);
  random = new RandomWaypoints(network, 'path texts');
});

async function routeLine(waypoints: WaypointAsk[]): Promise<Line> {
  const query = {waypoints, profile: 'CAR', objective: 'FASTEST'} as const;
  const {routes} = await planRoute(engine, query, defaultLimits, signal);
  return routes[0].line;
}

/** That what is put together from the texts of edges is what the line's vertices are written as. */
function expectSameTexts(line: Line): void {
  for (const precision of [5, 6, 7]) {
    expect(line.polyline(precision)).toBe(written(polylineFormat(precision), line));
    expect(line.polylineText(precision)).toBe(JSON.stringify(line.polyline(precision)));
    expect(line.polylineText(precision, 10)).toBe(JSON.stringify(line.polyline(precision, 10)));
  }
  expect(line.geometryText()).toBe(written(lineStringFormat, line));
}

function written(format: typeof lineStringFormat, {vertices}: Line): string {
  return format.begin(vertices) + format.end;
}

test('a route of one leg or more is written as it is drawn, also by way of edges that others were written with', async () => {
  const legs = new Random('legs');
  for (let trip = 0; trip < 300; trip++) {
    const waypoints = Array.from({length: 2 + Math.floor(legs.between(0, 3))}, () => random.next());
    expectSameTexts(await routeLine(waypoints));
  }
});

test('so is one within an edge, and one with a leg without length', async () => {
  for (let trip = 0; trip < 50; trip++) {
    const [place, other] = [random.besideRoad(), random.next()];
    const near = {...place, lon: place.lon + 0.0001};
    for (const waypoints of [
      [place, near],
      [place, place],
      [place, place, other],
      [other, place, place],
    ]) {
      expectSameTexts(await routeLine(waypoints));
    }
  }
});
