import fc from 'fast-check';
import {profileNames} from '../../src/profiles/profile.js';
import type {Objective} from '../../src/routing/cost.js';
import type {Position} from '../../src/routing/engine.js';
import {NoRoute, PointNotNearNetwork} from '../../src/routing/errors.js';
import {defaultLimits} from '../../src/routing/limits.js';
import {planMatrix} from '../../src/routing/matrix.js';
import {metresPerDegree} from '../../src/routing/plane.js';
import {planRoute, type RouteResult} from '../../src/routing/route.js';
import {engines} from '../towns/engines.js';
import {randomPosition, randomStreets} from '../towns/random-town.js';
import {networkOf} from '../towns/street-source.js';

const never = new AbortController().signal;

const query = fc.record({
  streets: randomStreets,
  points: fc.uniqueArray(randomPosition, {minLength: 2, maxLength: 3}),
  profile: fc.constantFrom(...profileNames),
  objective: fc.constantFrom<Objective>('FASTEST', 'SHORTEST'),
});

describe.each(engines)('in random towns on the $name engine', (under) => {
  test('a route says what the matrix says, and its line is as long as that and ends at the snaps', async () => {
    let routesSeen = 0;
    await fc.assert(
      fc.asyncProperty(query, async ({streets, points, profile, objective}) => {
        const engine = await under.open(await networkOf(streets));
        try {
          const places = points.map(([lon, lat]) => ({lon, lat}));
          // the pair decides where both snap, so the matrix is asked for the pair as well
          for (const [from, to] of [
            [places[0], places[1]],
            [places[1], places[0]],
          ]) {
            const ends = {origins: [from], destinations: [to], profile, objective};
            const matrix = await planMatrix(engine, ends, defaultLimits, never).catch(unlessNotNear);
            const route = await planRoute(
              engine,
              {waypoints: [from, to], profile, objective},
              defaultLimits,
              never,
            ).catch((error: unknown) => (error instanceof NoRoute ? null : unlessNotNear(error)));
            if (matrix === undefined || route === undefined) {
              expect(route).toBe(matrix);
              continue;
            }
            expect(route?.routes[0].duration ?? null).toBe(matrix.durations[0][0]);
            expect(route?.routes[0].distance ?? null).toBe(matrix.distances[0][0]);
            if (route) {
              routesSeen++;
              expectTrueLine(route);
            }
          }
        } finally {
          await engine.close();
        }
      }),
      {numRuns: Math.ceil(150 * under.share)},
    );
    expect(routesSeen).toBeGreaterThan(0);
  });
});

/** A town without a road for the profile has no matrix and no route. */
function unlessNotNear(error: unknown): undefined {
  if (!(error instanceof PointNotNearNetwork)) throw error;
}

function expectTrueLine({routes: [{distance, line, bbox, legs}], waypoints}: RouteResult): void {
  const {coordinates} = line.geometry();
  expect(coordinates[0]).toEqual(waypoints[0].location);
  expect(coordinates.at(-1)).toEqual(waypoints.at(-1)!.location);
  const arcs = legs.reduce((count, {annotations}) => count + annotations.edgeIds.length, 0);
  const length = coordinates.slice(1).reduce((sum, to, i) => sum + metresBetween(coordinates[i], to), 0);
  // each edge is rounded to whole centimetres, each position to about one, and the lengths are those of a plane
  expect(Math.abs(length - distance)).toBeLessThan(0.1 + 0.05 * arcs);
  for (const [lon, lat] of coordinates) {
    expect(lon >= bbox[0] && lon <= bbox[2] && lat >= bbox[1] && lat <= bbox[3]).toBe(true);
  }
}

function metresBetween([lon, lat]: Position, [toLon, toLat]: Position): number {
  const {lon: kx, lat: ky} = metresPerDegree((lat + toLat) / 2);
  return Math.hypot((toLon - lon) * kx, (toLat - lat) * ky);
}
