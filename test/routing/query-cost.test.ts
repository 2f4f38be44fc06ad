import fc from 'fast-check';
import {LimitExceeded} from '../../src/routing/errors.js';
import {defaultLimits} from '../../src/routing/limits.js';
import {isochroneCost, matrixCost, nearestNodeCost, routeCost} from '../../src/routing/query-cost.js';
import {profileNames} from '../../src/profiles/profile.js';

/** As MAX_QUERY_COST has it by default. */
const max = 10_000;
const places = (count: number) => Array.from({length: count}, () => ({lon: 0, lat: 0}));
const profile = fc.constantFrom(...profileNames);
const direction = fc.constantFrom('DEPART' as const, 'ARRIVE' as const);
const count = (most: number) => fc.integer({min: 1, max: most});
const contour = fc.oneof(
  fc.record({time: fc.integer({min: 1, max: defaultLimits.maxContourSeconds})}),
  fc.record({distance: fc.integer({min: 1, max: defaultLimits.maxContourMetres})}),
);
const contours = fc.array(contour, {minLength: 1, maxLength: defaultLimits.maxContours});

const route = (waypoints: number) => routeCost({waypoints: places(waypoints)}, defaultLimits);
const matrix = (origins: number, destinations: number) =>
  matrixCost(
    {origins: places(origins), destinations: places(destinations), profile: 'CAR', objective: 'FASTEST'},
    defaultLimits,
  );
type Contours = Parameters<typeof isochroneCost>[0]['contours'];
const isochrone = (origins: number, asked: Contours, by: (typeof profileNames)[number] = 'CAR') =>
  isochroneCost({origins: places(origins), contours: asked, profile: by, direction: 'DEPART'}, defaultLimits);

test('a route between two places is the unit', () => {
  expect(route(2)).toBe(1);
});

test('by default all that the other limits allow for one field is allowed, from one origin of an isochrone', () => {
  const far = (budget: object) => Array<object>(defaultLimits.maxContours).fill(budget) as Contours;
  expect(route(defaultLimits.maxWaypoints)).toBeLessThan(max);
  expect(matrix(100, 100)).toBeLessThan(max);
  expect(matrix(1, 10_000)).toBeLessThan(max);
  expect(isochrone(1, far({time: defaultLimits.maxContourSeconds}))).toBeLessThan(max);
  expect(isochrone(1, far({distance: defaultLimits.maxContourMetres}))).toBeLessThan(max);
});

test('20 routes fit a request many times over, and a hundred of the largest matrices do not', () => {
  expect(20 * route(2)).toBeLessThan(max / 100);
  expect(100 * matrix(100, 100)).toBeGreaterThan(2 * max);
});

describe('asking for more never costs less:', () => {
  test('waypoints', () => {
    fc.assert(fc.property(count(24), (waypoints) => route(waypoints + 1) - (waypoints > 1 ? route(waypoints) : 0) > 0));
  });

  test('origins and destinations', () => {
    fc.assert(
      fc.property(count(99), count(99), (rows, columns) => {
        expect(matrix(rows + 1, columns)).toBeGreaterThan(matrix(rows, columns));
        expect(matrix(rows, columns + 1)).toBeGreaterThan(matrix(rows, columns));
      }),
    );
  });

  test('contours, their sizes and origins', () => {
    fc.assert(
      fc.property(contours, contour, count(24), profile, (some, one, origins, by) => {
        const before = isochrone(origins, some, by);
        if (some.length < defaultLimits.maxContours) {
          expect(isochrone(origins, [...some, one], by)).toBeGreaterThan(before);
        }
        expect(isochrone(origins + 1, some, by)).toBeGreaterThan(before);
        const halves = some.map((budget) =>
          'time' in budget ? {time: budget.time / 2} : {distance: budget.distance / 2},
        );
        expect(isochrone(origins, halves, by)).toBeLessThan(before);
      }),
    );
  });

  test('nodes', () => {
    const cost = (nodes: number) => nearestNodeCost({at: {lon: 0, lat: 0}, profile: 'CAR', count: nodes});
    fc.assert(fc.property(count(99), (nodes) => cost(nodes + 1) > cost(nodes)));
  });
});

test('contours together never cost more than each in a query of its own', () => {
  fc.assert(
    fc.property(contours, count(25), (some, origins) => {
      const alone = some.reduce((sum, one) => sum + isochrone(origins, [one]), 0);
      expect(isochrone(origins, some)).toBeLessThanOrEqual(alone + 1e-6);
    }),
  );
});

test('neither direction, place nor the order of contours matters', () => {
  const lonLat = fc.record({lon: fc.integer({min: -180, max: 180}), lat: fc.integer({min: -90, max: 90})});
  fc.assert(
    fc.property(fc.array(lonLat, {minLength: 2, maxLength: 25}), direction, contours, (at, to, some) => {
      expect(routeCost({waypoints: at}, defaultLimits)).toBe(at.length - 1);
      const query = {origins: at, contours: [...some].reverse(), profile: 'CAR' as const, direction: to};
      expect(isochroneCost(query, defaultLimits)).toBeCloseTo(isochrone(at.length, some), 6);
    }),
  );
});

test('what breaks a limit of its own is not weighed', () => {
  expect(() => route(26)).toThrow(LimitExceeded);
  expect(() => route(1)).toThrow(/2 or more/);
  expect(() => matrix(101, 100)).toThrow(/10100 cells/);
  expect(() => matrix(0, 1)).toThrow(/at least one/);
  expect(() => isochrone(1, [])).toThrow(/at least one/);
  expect(() => isochrone(1, [{time: 7201}])).toThrow(/contours\[0\]\.time/);
  expect(() => isochrone(1, [{distance: NaN}])).toThrow(/contours\[0\]\.distance/);
  expect(() => nearestNodeCost({at: {lon: 0, lat: 0}, profile: 'CAR', count: 101})).toThrow(/count/);
});
