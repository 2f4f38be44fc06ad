import fc from 'fast-check';
import {profileNames, type ProfileName} from '../../src/profiles/profile.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import type {Position, Snap} from '../../src/routing/engine.js';
import {RoutingError} from '../../src/routing/errors.js';
import {metresPerDegree} from '../../src/routing/plane.js';
import {engines} from '../towns/engines.js';
import {randomPosition, randomStreets} from '../towns/random-town.js';
import {networkOf} from '../towns/street-source.js';

const never = new AbortController().signal;

describe.each(engines)('in random towns the $name engine', (under) => {
  test('snaps to the road that is nearest in metres, the lower id of equals, as a look at every road finds it', async () => {
    const query = fc.record({
      streets: randomStreets,
      points: fc.array(randomPosition, {minLength: 1, maxLength: 6}),
      profile: fc.constantFrom(...profileNames),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({streets, points, profile}) => {
        const network = await networkOf(streets);
        const engine = await under.open(network);
        const [answer] = await engine.snap(
          [{profile, points: points.map((position) => ({position, radiusMetres: 5000}))}],
          never,
        );
        await engine.close();
        if (answer instanceof RoutingError) throw answer;
        answer.points.forEach(({main, nearest}, i) => {
          expectSame(
            nearest,
            nearestEdge(network, profile, points[i], (component) => component >= 0),
          );
          expectSame(
            main,
            nearestEdge(network, profile, points[i], (component) => component === 0),
          );
          if (nearest) expectOnEdge(network, nearest, points[i]);
        });
      }),
      {numRuns: Math.ceil(150 * under.share)},
    );
  });

  test('finds the nearest nodes of a profile, nearest first', async () => {
    const query = fc.record({
      streets: randomStreets,
      position: randomPosition,
      count: fc.integer({min: 1, max: 8}),
      maxDistanceMetres: fc.option(fc.integer({min: 1, max: 400})),
      profile: fc.constantFrom(...profileNames),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({streets, position, count, maxDistanceMetres, profile}) => {
        const network = await networkOf(streets);
        const engine = await under.open(network);
        const [answer] = await engine.nearestNodes([{profile, position, count, maxDistanceMetres}], never);
        await engine.close();
        if (answer instanceof RoutingError) throw answer;
        const graph = network.graphs[profileNames.indexOf(profile)];
        const {source, target} = network.edges;
        const usable = Array.from(graph.component.keys()).filter((edge) => graph.component[edge] >= 0);
        const expected = [...new Set(usable.flatMap((edge) => [source[edge], target[edge]]))]
          .map((id) => ({id, distanceMetres: metresTo([network.nodes.lon[id], network.nodes.lat[id]], position)}))
          .filter(({distanceMetres}) => distanceMetres <= (maxDistanceMetres ?? Infinity))
          .sort((a, b) => a.distanceMetres - b.distanceMetres || a.id - b.id)
          .slice(0, count);
        expect(answer.nodes.map(({id, distanceMetres}) => ({id, distanceMetres}))).toEqual(expected);
      }),
      {numRuns: Math.ceil(150 * under.share)},
    );
  });
});

function expectSame(snap: Snap | null, expected: {edge: number; distanceMetres: number} | null): void {
  expect(snap && {edge: snap.edge, distanceMetres: snap.distanceMetres}).toEqual(expected);
}

/** The place is as far from the point as it says, and as far along its edge. */
function expectOnEdge({edges}: RoadNetwork, snap: Snap, point: Position): void {
  expect(Math.abs(metresTo(snap.location, point) - snap.distanceMetres)).toBeLessThan(0.02);
  const [first, end] = [edges.firstVertex[snap.edge], edges.firstVertex[snap.edge + 1]];
  let before = 0;
  let along = Infinity;
  for (let vertex = first; vertex + 1 < end; vertex++) {
    const [start, stop] = [vertexAt(edges.coordinates, vertex), vertexAt(edges.coordinates, vertex + 1)];
    const [toSnap, fromSnap] = [metresTo(snap.location, start, point), metresTo(stop, snap.location, point)];
    const segment = metresTo(stop, start, point);
    if (Math.abs(toSnap + fromSnap - segment) < 0.03) along = Math.min(along, before + toSnap);
    before += segment;
  }
  expect(Math.abs(along - snap.fraction * before)).toBeLessThan(0.2);
}

function nearestEdge(
  {edges, graphs}: RoadNetwork,
  profile: ProfileName,
  point: Position,
  accepts: (component: number) => boolean,
): {edge: number; distanceMetres: number} | null {
  let best: {edge: number; distanceMetres: number} | null = null;
  const {component} = graphs[profileNames.indexOf(profile)];
  for (let edge = 0; edge < edges.count; edge++) {
    if (!accepts(component[edge])) continue;
    let metres = Infinity;
    for (let vertex = edges.firstVertex[edge]; vertex + 1 < edges.firstVertex[edge + 1]; vertex++) {
      const [start, stop] = [vertexAt(edges.coordinates, vertex), vertexAt(edges.coordinates, vertex + 1)];
      metres = Math.min(metres, metresToSegment(point, start, stop));
    }
    const distanceMetres = Math.round(100 * metres) / 100;
    if (best === null || distanceMetres < best.distanceMetres) best = {edge, distanceMetres};
  }
  return best;
}

/** By halving: the distance to a segment falls and then rises along it. */
function metresToSegment(point: Position, start: Position, stop: Position): number {
  const at = (share: number): number =>
    exactMetres([start[0] + share * (stop[0] - start[0]), start[1] + share * (stop[1] - start[1])], point, point);
  let [low, high] = [0, 1];
  for (let round = 0; round < 100; round++) {
    const third = (high - low) / 3;
    if (at(low + third) <= at(high - third)) high -= third;
    else low += third;
  }
  return Math.min(at(0), at(1), at((low + high) / 2));
}

function vertexAt(coordinates: Float64Array, vertex: number): Position {
  return [coordinates[2 * vertex], coordinates[2 * vertex + 1]];
}

function exactMetres([lon, lat]: Position, [toLon, toLat]: Position, planeOf: Position): number {
  const {lon: kx, lat: ky} = metresPerDegree(planeOf[1]);
  return Math.hypot((lon - toLon) * kx, (lat - toLat) * ky);
}

function metresTo(from: Position, to: Position, planeOf: Position = to): number {
  return Math.round(100 * exactMetres(from, to, planeOf)) / 100;
}
