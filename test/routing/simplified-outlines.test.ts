import fc from 'fast-check';
import type {Ring} from '../../src/routing/outline.js';
import {encloses, signedArea} from '../../src/routing/rings.js';
import {simplifiedOutlines} from '../../src/routing/simplified-outlines.js';
import {withoutSmallHoles} from '../../src/routing/small-holes.js';

const side = (x: number, y: number, size: number): Ring =>
  Float64Array.from([x, y, x + size, y, x + size, y + size, x, y + size]);
const turned = (ring: Ring): Ring => Float64Array.from(pointsOf(ring).reverse().flat());

function pointsOf(ring: Ring): [number, number][] {
  return Array.from({length: ring.length / 2}, (_, i) => [ring[2 * i], ring[2 * i + 1]]);
}

function distanceTo(ring: Ring, [x, y]: readonly [number, number]): number {
  const points = pointsOf(ring);
  return Math.min(
    ...points.map(([xa, ya], i) => {
      const [xb, yb] = points[(i + 1) % points.length];
      const share = Math.max(
        0,
        Math.min(1, ((x - xa) * (xb - xa) + (y - ya) * (yb - ya)) / ((xb - xa) ** 2 + (yb - ya) ** 2)),
      );
      return Math.hypot(x - xa - share * (xb - xa), y - ya - share * (yb - ya));
    }),
  );
}

function crossesItself(ring: Ring): boolean {
  const points = pointsOf(ring);
  const turn = (a: readonly number[], b: readonly number[], c: readonly number[]) =>
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  return points.some((a, i) =>
    points.some((c, j) => {
      if (j < i + 2 || (i === 0 && j === points.length - 1)) return false;
      const [b, d] = [points[i + 1], points[(j + 1) % points.length]];
      return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
    }),
  );
}

/** A star-shaped ring, and one within it that shares stretches with it. */
const nested = fc
  .array(
    fc.record({outer: fc.double({min: 50, max: 300, noNaN: true}), share: fc.constantFrom(1, 1, 0.99, 0.7, 0.4)}),
    {
      minLength: 4,
      maxLength: 60,
    },
  )
  .map((rays) => {
    const ring = (reach: (ray: (typeof rays)[number]) => number): Ring =>
      Float64Array.from(
        rays.flatMap((ray, i) => {
          const angle = (i / rays.length) * 2 * Math.PI + 0.1;
          return [reach(ray) * Math.cos(angle), reach(ray) * Math.sin(angle)];
        }),
      );
    return {inner: ring(({outer, share}) => outer * share), outer: ring(({outer}) => outer)};
  });

test('simplified outlines stay within the tolerance, valid, and within those that they lay within', () => {
  fc.assert(
    fc.property(nested, fc.double({min: 1, max: 120, noNaN: true}), ({inner, outer}, tolerance) => {
      const [[small], [large]] = simplifiedOutlines([[inner], [outer]], tolerance);
      for (const [before, after] of [
        [inner, small],
        [outer, large],
      ]) {
        expect(after.length).toBeLessThanOrEqual(before.length);
        expect(crossesItself(after)).toBe(false);
        expect(signedArea(after)).toBeGreaterThan(0);
        for (const point of pointsOf(before)) expect(distanceTo(after, point)).toBeLessThanOrEqual(tolerance + 1e-6);
      }
      for (const point of pointsOf(small)) {
        expect(encloses(large, ...point) || distanceTo(large, point) < 1e-6).toBe(true);
      }
    }),
    {numRuns: 500},
  );
});

test('points on a straight line go at any tolerance, corners beyond it stay', () => {
  const straight = Float64Array.from([0, 0, 10, 0, 20, 0, 100, 0, 100, 100, 50, 100, 0, 100]);
  const [[square]] = simplifiedOutlines([[straight]], 0.5);
  expect(pointsOf(square)).toEqual([
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 100],
  ]);
});

test('a point stays where without it the line would run over a hole', () => {
  const peak = Float64Array.from([0, 0, 100, 0, 100, 50, 50, 60, 0, 50]);
  const hole = turned(side(49, 52, 2));
  const [[outer]] = simplifiedOutlines([[peak, hole]], 15);
  expect(encloses(outer, 50, 53)).toBe(true);
});

test('small holes are filled with the islands in them; small areas outside stay', () => {
  const rings = [side(0, 0, 100), turned(side(10, 10, 9)), side(12, 12, 4), turned(side(40, 40, 20)), side(200, 0, 3)];
  expect(withoutSmallHoles(rings, 100)).toEqual([rings[0], rings[3], rings[4]]);
});

test('no outline is no outline', () => {
  expect(simplifiedOutlines([[], []], 20)).toEqual([[], []]);
});
