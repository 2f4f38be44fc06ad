import type {Ring} from './outline.js';
import {encloses, signedArea} from './rings.js';

/**
 * The rings without holes below an area, and without the islands in those. Left out in a larger contour wherever in a
 * smaller one it encloses, for its hole is the smaller: contours still nest.
 * @param areaSquareMetres on the plane
 */
export function withoutSmallHoles(rings: readonly Ring[], areaSquareMetres: number): Ring[] {
  const areas = rings.map(signedArea);
  const holes = rings.filter((_, i) => areas[i] < 0 && areas[i] > -areaSquareMetres);
  return rings.filter((ring, i) => {
    if (Math.abs(areas[i]) >= areaSquareMetres) return true;
    return areas[i] > 0 && !holes.some((hole) => encloses(hole, ring[0], ring[1]));
  });
}
