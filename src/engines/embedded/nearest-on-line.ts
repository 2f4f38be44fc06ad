import type {Position} from '../../routing/engine.js';

/**
 * The point of a line nearest to a position, on the plane that metres per degree span; of equals the first.
 * @param coordinates  lon, lat pairs
 * @param first        the line's first vertex in them
 * @param end          the vertex after its last
 * @param plane        metres in a degree of longitude and of latitude
 * @returns            metres away; fraction 0..1 of the line's length on the plane before the point (0 on a line without length)
 */
export function nearestOnLine(
  coordinates: Float64Array,
  first: number,
  end: number,
  [lon, lat]: Position,
  plane: {readonly lon: number; readonly lat: number},
): {metres: number; fraction: number; location: Position} {
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
  return {
    metres: Math.sqrt(nearestSquare),
    fraction: length === 0 ? 0 : Math.min(1, metresBefore / length),
    location: [lon + nearestX / plane.lon, lat + nearestY / plane.lat],
  };
}
