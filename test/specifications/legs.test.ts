import {metresPerDegree} from '../../src/routing/plane.js';
import {engines} from '../towns/engines.js';
import {map} from '../towns/map.js';
import {Town} from '../towns/town.js';

describe.each(engines)('the legs of a route on the $name engine', (engine) => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.load(
      engine,
      map`
      a --- b --- c --- g
      |     |     |
      |     |     |
      d --> e --- f
    `,
    );
  });
  afterAll(() => town.engine.close());
  const via = () => [town.at('ab', 0.3), town.at('ef', 0.6), town.at('ad', 0.4), town.at('ab', 0.9)];

  test('there is one between each two neighbouring waypoints', async () => {
    const {routes} = await town.route(via());
    expect(routes[0].legs).toHaveLength(3);
    const alone = await Promise.all(
      via()
        .slice(1)
        .map((to, i) => town.route([via()[i], to])),
    );
    expect(routes[0].legs.map(({distance}) => distance)).toEqual(alone.map(({routes}) => routes[0].distance));
  });

  test('they add up to the route', async () => {
    const {distance, duration, legs} = (await town.route(via())).routes[0];
    expect(distance).toBeCloseTo(sum(legs.map((leg) => leg.distance)), 6);
    expect(duration).toBeCloseTo(sum(legs.map((leg) => leg.duration)), 6);
  });

  test('their annotations add up to them, edge by edge', async () => {
    for (const {distance, duration, annotations} of (await town.route(via())).routes[0].legs) {
      expect(sum(annotations.distance)).toBeCloseTo(distance, 6);
      expect(sum(annotations.duration)).toBeCloseTo(duration, 6);
      const lengths = Object.values(annotations).map((list: readonly unknown[]) => list.length);
      expect(new Set(lengths)).toEqual(new Set([annotations.edgeIds.length]));
    }
  });

  test('their lines start and end at the snaps, and the route joins them without repeats', async () => {
    const {routes, waypoints} = await town.route(via());
    const route = routes[0];
    route.legs.forEach((leg, i) => {
      const {coordinates} = leg.line.geometry();
      expect([coordinates[0], coordinates.at(-1)]).toEqual([waypoints[i].location, waypoints[i + 1].location]);
    });
    const joined = route.legs.flatMap((leg, i) => leg.line.geometry().coordinates.slice(i === 0 ? 0 : 1));
    expect(route.line.geometry().coordinates).toEqual(joined);
  });

  test('their lines are as long as they say', async () => {
    for (const {distance, line} of (await town.route(via())).routes[0].legs) {
      const {coordinates} = line.geometry();
      const metres = sum(coordinates.slice(1).map((to, i) => Math.hypot(...metresBetween(coordinates[i], to))));
      expect(Math.abs(metres - distance)).toBeLessThan(0.5);
    }
  });

  test('simplifying keeps both ends, and every corner that matters', async () => {
    const {line} = (await town.route(via())).routes[0];
    const {coordinates} = line.geometry();
    expect(line.geometry(0.5).coordinates.length).toBeGreaterThan(2);
    const coarse = line.geometry(1e6).coordinates;
    expect(coarse).toEqual([coordinates[0], coordinates.at(-1)]);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function metresBetween([lon, lat]: readonly [number, number], [toLon, toLat]: readonly [number, number]) {
  const {lon: kx, lat: ky} = metresPerDegree(lat);
  return [(toLon - lon) * kx, (toLat - lat) * ky];
}
