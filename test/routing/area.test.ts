import fc from 'fast-check';
import {Geodesic} from 'geographiclib-geodesic';
import {areaSquareMetres} from '../../src/routing/area.js';

/** Of the same ring with geodesic sides. */
function geodesicArea(ring: readonly (readonly [number, number])[]): number {
  const polygon = Geodesic.WGS84.Polygon(false);
  for (const [lon, lat] of ring.slice(1)) polygon.AddPoint(lat, lon);
  return Math.abs(polygon.Compute(false, true).area ?? NaN);
}

/** Sides of about 100 m at most, as outlines have them. */
const ring = fc
  .record({
    lon: fc.double({min: -179, max: 179, noNaN: true}),
    lat: fc.double({min: -70, max: 70, noNaN: true}),
    radius: fc.double({min: 0.001, max: 0.01, noNaN: true}),
    rays: fc.array(fc.double({min: 0.98, max: 1, noNaN: true}), {minLength: 60, maxLength: 90}),
  })
  .map(({lon, lat, radius, rays}) => {
    const points = rays.map((ray, i): [number, number] => {
      const angle = (i / rays.length) * 2 * Math.PI;
      return [lon + radius * ray * Math.cos(angle), lat + radius * ray * Math.sin(angle)];
    });
    return [...points, points[0]];
  });

test('the area of a ring is that on the ellipsoid to six digits', () => {
  fc.assert(
    fc.property(ring, (points) => {
      const expected = geodesicArea(points);
      expect(Math.abs(areaSquareMetres([[points]]) - expected)).toBeLessThan(1e-6 * expected);
    }),
  );
});

test('holes are taken off and polygons are added up', () => {
  const square = (west: number, size: number): [number, number][] => [
    [west, 41],
    [west + size, 41],
    [west + size, 41 + size],
    [west, 41 + size],
    [west, 41],
  ];
  const [large, small, other] = [square(-8, 0.1), square(-7.95, 0.02), square(-7, 0.05)];
  const [a, b, c] = [large, small, other].map((one) => areaSquareMetres([[one]]));
  expect(areaSquareMetres([[large, small], [other]])).toBeCloseTo(a - b + c, 3);
});

test('nothing has no area', () => {
  expect(areaSquareMetres([])).toBe(0);
});
