import type {Position} from '../../routing/engine.js';

/** The point of a line that is nearest to a position. */
export interface Foot {
  /** Away from the position. */
  readonly metres: number;
  /** 0..1 of the line's length on the plane before the point; 0 on a line without length. */
  readonly fraction: number;
  readonly lon: number;
  readonly lat: number;
}

/** Used again and again: each snap looks at a dozen lines. */
const foot = {metres: 0, fraction: 0, lon: 0, lat: 0};

/**
 * The point of a line nearest to a position, on the plane that metres per degree span; of equals the first.
 * @param coordinates  lon, lat pairs
 * @param first        the line's first vertex in them
 * @param end          the vertex after its last
 * @param plane        metres in a degree of longitude and of latitude
 * @returns            good until the next call
 */
export function nearestOnLine(
  coordinates: Float64Array,
  first: number,
  end: number,
  [lon, lat]: Position,
  plane: {readonly lon: number; readonly lat: number},
): Foot {
  let nearestSquare = Infinity;
  let nearestX = 0;
  let nearestY = 0;
  let metresBefore = 0;
  let length = 0;
  // relative to the position: small numbers keep their digits
  let x = (coordinates[2 * first] - lon) * plane.lon;
  let y = (coordinates[2 * first + 1] - lat) * plane.lat;
  for (let vertex = first + 1; vertex < end; vertex++) {
    const startX = x;
    const startY = y;
    x = (coordinates[2 * vertex] - lon) * plane.lon;
    y = (coordinates[2 * vertex + 1] - lat) * plane.lat;
    const alongX = x - startX;
    const alongY = y - startY;
    const square = alongX * alongX + alongY * alongY;
    const segment = Math.sqrt(square);
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(startX * alongX + startY * alongY) / square));
    const footX = share === 1 ? x : startX + share * alongX;
    const footY = share === 1 ? y : startY + share * alongY;
    const distanceSquare = footX * footX + footY * footY;
    if (distanceSquare < nearestSquare) {
      nearestSquare = distanceSquare;
      nearestX = footX;
      nearestY = footY;
      metresBefore = length + share * segment;
    }
    length += segment;
  }
  foot.metres = Math.sqrt(nearestSquare);
  foot.fraction = length === 0 ? 0 : Math.min(1, metresBefore / length);
  foot.lon = lon + nearestX / plane.lon;
  foot.lat = lat + nearestY / plane.lat;
  return foot;
}
