import fc from 'fast-check';
import {coverage, type Coverage} from '../../src/routing/coverage.js';
import type {EdgeRecord, Reach} from '../../src/routing/engine.js';
import {generalizedSamples} from '../../src/routing/generalized-samples.js';
import {OutlineField, reachedSamples} from '../../src/routing/outline.js';
import {polygonsOf, type MultiPolygonCoordinates} from '../../src/routing/rings.js';
import {sampleRoads, type RoadSamples} from '../../src/routing/road-samples.js';

const plane = {kx: 100_000, ky: 100_000};

/** A road of `length` metres per step between places given in metres. */
function road(id: number, source: number, target: number, ...points: [number, number][]): EdgeRecord {
  const coordinates = Float64Array.from(points.flatMap(([x, y]) => [x / plane.kx, y / plane.ky]));
  let lengthMetres = 0;
  for (let i = 1; i < points.length; i++) {
    lengthMetres += Math.hypot(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  }
  return {
    id,
    source,
    target,
    lengthMetres,
    coordinates,
    name: null,
    ref: null,
    roadClass: 'residential',
    features: 0,
    speedKmh: 30,
    sourceId: null,
  };
}

function reach(
  ...stretches: {edge: number; rising: 0 | 1; entryFraction: number; entryCost: number; edgeCost: number}[]
): Reach {
  return {
    edge: Int32Array.from(stretches, (s) => s.edge),
    rising: Uint8Array.from(stretches, (s) => s.rising),
    entryFraction: Float64Array.from(stretches, (s) => s.entryFraction),
    entryCost: Float64Array.from(stretches, (s) => s.entryCost),
    edgeCost: Float64Array.from(stretches, (s) => s.edgeCost),
  };
}

function draw(samples: RoadSamples, ...parts: Coverage[]): MultiPolygonCoordinates[] {
  const reached = parts.map((part) => reachedSamples(samples, part));
  const ever = new Uint8Array(samples.count);
  for (const some of reached) some.forEach((value, i) => (ever[i] |= value));
  const field = new OutlineField(samples, ever, 75);
  return parts.map((part, i) => polygonsOf(field.outline(part, reached[i]), (x, y) => [x, y]));
}

function isInside(polygons: MultiPolygonCoordinates, x: number, y: number): boolean {
  return polygons.some((rings) => rings.filter((ring) => ringHolds(ring, x, y)).length % 2 === 1);
}

function ringHolds(ring: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [[xa, ya], [xb, yb]] = [ring[i - 1], ring[i]];
    if (ya > y !== yb > y && x < ((xb - xa) * (y - ya)) / (yb - ya) + xa) inside = !inside;
  }
  return inside;
}

function signedArea(ring: readonly (readonly [number, number])[]): number {
  return ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] * y - x * ring[i][1]) / 2, 0);
}

/** Whether two sides of a ring that are not neighbours touch. */
function crossesItself(ring: readonly (readonly [number, number])[]): boolean {
  const turn = (a: readonly number[], b: readonly number[], c: readonly number[]) =>
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  for (let i = 1; i < ring.length; i++) {
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 1 && j === ring.length - 1) continue;
      const [a, b, c, d] = [ring[i - 1], ring[i], ring[j - 1], ring[j]];
      if (turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0) return true;
    }
  }
  return false;
}

test('a contour cuts a road in mid-edge, where the budget runs out', () => {
  const samples = sampleRoads([road(0, 0, 1, [0, 0], [1000, 0])], plane, 25, []);
  const [area] = draw(
    samples,
    coverage(reach({edge: 0, rising: 1, entryFraction: 0, entryCost: 0, edgeCost: 100}), 51.3),
  );
  expect(isInside(area, 0, 0)).toBe(true);
  expect(isInside(area, 512.5, 0)).toBe(true);
  expect(isInside(area, 513.5, 0)).toBe(false);
  expect(isInside(area, 1000, 0)).toBe(false);
});

test('outer rings run counter-clockwise, holes clockwise', () => {
  const square = [
    road(0, 0, 1, [0, 0], [900, 0]),
    road(1, 1, 2, [900, 0], [900, 900]),
    road(2, 2, 3, [900, 900], [0, 900]),
    road(3, 3, 0, [0, 900], [0, 0]),
  ];
  const everywhere: Coverage = new Map([0, 1, 2, 3].map((edge) => [edge, [[0, 1]] as const]));
  const [area] = draw(sampleRoads(square, plane, 25, []), everywhere);
  expect(area).toHaveLength(1);
  const [outer, ...holes] = area[0];
  expect(signedArea(outer)).toBeGreaterThan(0);
  expect(holes).toHaveLength(1);
  expect(signedArea(holes[0])).toBeLessThan(0);
  expect(isInside(area, 450, 450)).toBe(false);
  expect(isInside(area, 450, 0)).toBe(true);
});

test('a carriageway that is not reached stays outside although a reached one runs ten metres beside it', () => {
  const both = [road(0, 0, 1, [0, 0], [500, 0]), road(1, 2, 3, [500, 10], [0, 10])];
  const [area] = draw(sampleRoads(both, plane, 25, []), new Map([[0, [[0, 1]] as const]]));
  for (let x = 0; x <= 500; x += 25) {
    expect(isInside(area, x, 0)).toBe(true);
    expect(isInside(area, x, 10)).toBe(false);
  }
});

test('a budget that ends before the next vertex still gives an area around its origin', () => {
  const samples = sampleRoads([road(0, 0, 1, [0, 0], [1000, 0])], plane, 25, [{edge: 0, fraction: 0.5071}]);
  const stretch = {edge: 0, entryFraction: 0.5071, entryCost: 0, edgeCost: 100} as const;
  const [area] = draw(samples, coverage(reach({...stretch, rising: 1}, {...stretch, rising: 0}), 0.3));
  expect(isInside(area, 507.1, 0)).toBe(true);
  expect(isInside(area, 509.5, 0)).toBe(true);
  expect(isInside(area, 511, 0)).toBe(false);
});

/** A town of crooked streets on a grid, and what is reached in it from its first node, by a plain Dijkstra. */
const town = fc
  .record({size: fc.integer({min: 2, max: 6}), seed: fc.integer({min: 1, max: 1e6})})
  .map(({size, seed}) => {
    const random = (n: number) => Math.abs(Math.sin(seed * 99.1 + n * 7.7) * 1e4) % 1;
    const place = (i: number): [number, number] => [
      (i % size) * 140 + random(i) * 90,
      Math.floor(i / size) * 140 + random(i + 500) * 90,
    ];
    const edges: EdgeRecord[] = [];
    for (let i = 0; i < size * size; i++) {
      for (const j of [i % size < size - 1 ? i + 1 : -1, i + size < size * size ? i + size : -1]) {
        if (j >= 0 && random(i * 31 + j) > 0.15) edges.push(road(edges.length, i, j, place(i), place(j)));
      }
    }
    const cost = new Array<number>(size * size).fill(Infinity);
    cost[0] = 0;
    for (let round = 0; round < size * size; round++) {
      for (const {source, target, lengthMetres} of edges) {
        cost[target] = Math.min(cost[target], cost[source] + lengthMetres);
        cost[source] = Math.min(cost[source], cost[target] + lengthMetres);
      }
    }
    const found = reach(
      ...edges.flatMap(({id, source, target, lengthMetres}) => [
        {edge: id, rising: 1 as const, entryFraction: 0, entryCost: cost[source], edgeCost: lengthMetres},
        {edge: id, rising: 0 as const, entryFraction: 1, entryCost: cost[target], edgeCost: lengthMetres},
      ]),
    );
    return {edges, cost, place, found};
  });

test('in any town a contour holds just the nodes within its budget, is valid, and lies within every larger one', () => {
  fc.assert(
    fc.property(
      town,
      fc.integer({min: 20, max: 900}),
      fc.integer({min: 1, max: 300}),
      ({edges, cost, place, found}, small, more) => {
        const samples = sampleRoads(edges, plane, 25, []);
        const [inner, outer] = draw(samples, coverage(found, small), coverage(found, small + more));
        const [alone] = draw(samples, coverage(found, small));
        expect(inner).toEqual(alone);
        const onRoad = new Set(edges.flatMap(({source, target}) => [source, target]));
        cost.forEach((metres, node) => {
          if (!onRoad.has(node)) return;
          expect(isInside(inner, ...place(node))).toBe(metres <= small);
          expect(isInside(outer, ...place(node))).toBe(metres <= small + more);
        });
        for (const rings of inner) {
          for (const ring of rings) {
            expect(crossesItself(ring)).toBe(false);
            for (const [x, y] of ring) expect(isInside(outer, x, y) || isOn(outer, x, y)).toBe(true);
          }
        }
      },
    ),
    {numRuns: 150},
  );
});

test('a generalized contour has fewer points, and still lies within every larger one', () => {
  fc.assert(
    fc.property(town, fc.integer({min: 200, max: 900}), ({edges, found}, small) => {
      const samples = generalizedSamples(sampleRoads(edges, plane, 25, []), 60);
      const [inner, outer] = draw(samples, coverage(found, small), coverage(found, small + 100));
      for (const ring of inner.flat()) {
        expect(crossesItself(ring)).toBe(false);
        for (const [x, y] of ring) expect(isInside(outer, x, y) || isOn(outer, x, y)).toBe(true);
      }
    }),
    {numRuns: 100},
  );
});

function isOn(polygons: MultiPolygonCoordinates, x: number, y: number): boolean {
  return polygons.flat().some((ring) =>
    ring.slice(1).some(([xb, yb], i) => {
      const [xa, ya] = ring[i];
      const length = Math.hypot(xb - xa, yb - ya);
      const share =
        length > 0 ? Math.max(0, Math.min(1, ((x - xa) * (xb - xa) + (y - ya) * (yb - ya)) / length ** 2)) : 0;
      return Math.hypot(x - xa - share * (xb - xa), y - ya - share * (yb - ya)) < 1e-6;
    }),
  );
}
