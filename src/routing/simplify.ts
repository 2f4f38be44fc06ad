import simplify from 'simplify-js';
import type {Position} from './engine.js';
import {checkNumber} from './limits.js';
import {metresPerDegree} from './plane.js';

/**
 * The line without the positions that it can do without (Douglas and Peucker 1973): none of those left out lies
 * farther than the tolerance from what remains, on the plane of the line's middle latitude. Both ends stay.
 * @param toleranceMetres 0 or more
 * @throws BadUserInput the tolerance is negative or no number
 */
export function simplifyLine(line: readonly Position[], toleranceMetres: number): Position[] {
  checkNumber('simplify', toleranceMetres, {atLeast: 0});
  const plane = metresPerDegree(middleLatitude(line));
  const points = line.map((position) => ({x: position[0] * plane.lon, y: position[1] * plane.lat, position}));
  const kept: readonly {x: number; y: number}[] = simplify(points, toleranceMetres, true);
  const keptPoints = new Set(kept);
  return points.filter((point) => keptPoints.has(point)).map(({position}) => position);
}

function middleLatitude(line: readonly Position[]): number {
  let south = Infinity;
  let north = -Infinity;
  for (const [, lat] of line) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return (south + north) / 2;
}
