import type {MultiPolygonCoordinates} from './rings.js';

/** WGS 84: the equator's radius, metres, and the first eccentricity. */
const EQUATOR_METRES = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY = Math.sqrt(FLATTENING * (2 - FLATTENING));

/**
 * Area of polygons on the WGS 84 ellipsoid, holes taken off. Sides are straight in longitude and latitude, as RFC 7946
 * has them: with geodesic sides it would differ by some hundred-thousandths where sides are a kilometre long, and by a
 * hundredth of that where they are 100 m.
 * @returns square metres
 */
export function areaSquareMetres(polygons: MultiPolygonCoordinates): number {
  return polygons.reduce(
    (sum, [outer, ...holes]) => sum + holes.reduce((rest, hole) => rest - ringArea(hole), ringArea(outer)),
    0,
  );
}

/**
 * Under each side, the area down to a parallel that the ring touches: the integral over longitude of the area function
 * below, by Simpson's rule.
 */
function ringArea(ring: readonly (readonly [number, number])[]): number {
  const [[firstLon, firstLat]] = ring;
  const base = areaFunction(firstLat);
  let sum = 0;
  let [lon, lat, height] = [firstLon, firstLat, 0];
  for (let i = 1; i < ring.length; i++) {
    const [nextLon, nextLat] = ring[i];
    const nextHeight = areaFunction(nextLat) - base;
    const middle = areaFunction((lat + nextLat) / 2) - base;
    sum += ((nextLon - lon) * (height + 4 * middle + nextHeight)) / 6;
    [lon, lat, height] = [nextLon, nextLat, nextHeight];
  }
  return Math.abs(sum) * (Math.PI / 180);
}

/** Square metres between the equator and a parallel, for a radian of longitude (Snyder 1987, equation 3-12). */
function areaFunction(latDegrees: number): number {
  const sine = Math.sin((latDegrees * Math.PI) / 180);
  const scaled = ECCENTRICITY * sine;
  const q = (1 - ECCENTRICITY ** 2) * (sine / (1 - scaled * scaled) + Math.atanh(scaled) / ECCENTRICITY);
  return (EQUATOR_METRES ** 2 / 2) * q;
}
