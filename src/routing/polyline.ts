import polyline from '@mapbox/polyline';
import type {Position} from './engine.js';
import {checkNumber} from './limits.js';

/**
 * The line in Google's encoded polyline format, latitude first as the format has it.
 * @param precision decimal digits of a degree that are kept, 1 to 7; a decoder has to know it
 * @throws BadUserInput the precision is out of range
 */
export function encodePolyline(line: readonly Position[], precision: number): string {
  checkNumber('precision', precision, {atLeast: 1, atMost: 7, whole: true});
  return polyline.encode(
    line.map(([lon, lat]) => [lat, lon]),
    precision,
  );
}
