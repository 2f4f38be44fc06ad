import {Geodesic} from 'geographiclib-geodesic';
import type {MultiPolygonCoordinates} from './rings.js';

/**
 * Area of polygons on the WGS 84 ellipsoid, holes taken off (Karney 2013, through geographiclib).
 * @returns square metres
 */
export function areaSquareMetres(polygons: MultiPolygonCoordinates): number {
  return polygons.reduce(
    (sum, [outer, ...holes]) => sum + holes.reduce((rest, hole) => rest - ringArea(hole), ringArea(outer)),
    0,
  );
}

function ringArea(ring: readonly (readonly [number, number])[]): number {
  const polygon = Geodesic.WGS84.Polygon(false);
  for (const [lon, lat] of ring.slice(1)) polygon.AddPoint(lat, lon);
  return Math.abs(polygon.Compute(false, true).area ?? 0);
}
