import type {Bbox, Position} from '../../routing/engine.js';

/** The box, degrees, that holds everything within `metres` of a position on the plane that metres per degree span. */
export function boxAround(
  [lon, lat]: Position,
  metres: number,
  plane: {readonly lon: number; readonly lat: number},
): Bbox {
  const width = metres / plane.lon;
  const height = metres / plane.lat;
  return [lon - width, lat - height, lon + width, lat + height];
}
