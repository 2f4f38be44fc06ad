import type {Nodes} from '../network.js';
import type {Cells} from './cells.js';

/**
 * Straight-line distances between the boxes of cells: what no road between two of them is below.
 * @returns whole centimetres, row by row
 */
export function boxDistances({lon, lat}: Pick<Nodes, 'lon' | 'lat'>, {count, cellOf}: Cells): Int32Array {
  const west = new Float64Array(count).fill(Infinity);
  const east = new Float64Array(count).fill(-Infinity);
  const south = new Float64Array(count).fill(Infinity);
  const north = new Float64Array(count).fill(-Infinity);
  cellOf.forEach((cell, node) => {
    west[cell] = Math.min(west[cell], lon[node]);
    east[cell] = Math.max(east[cell], lon[node]);
    south[cell] = Math.min(south[cell], lat[node]);
    north[cell] = Math.max(north[cell], lat[node]);
  });
  const distances = new Int32Array(count * count);
  const span = Math.max(...east) - Math.min(...west);
  // on a network that goes round the globe, or on both sides of the 180th meridian, east may be reached by going west
  if (span > MOST_DEGREES) return distances;
  const farthestNorth = Math.max(Math.abs(Math.max(...north)), Math.abs(Math.min(...south)));
  const lonCentimetres = LAT_CENTIMETRES * Math.cos((farthestNorth * Math.PI) / 180);
  for (let from = 0; from < count; from++) {
    for (let to = 0; to < count; to++) {
      const x = Math.max(0, west[to] - east[from], west[from] - east[to]) * lonCentimetres;
      const y = Math.max(0, south[to] - north[from], south[from] - north[to]) * LAT_CENTIMETRES;
      distances[from * count + to] = Math.floor(SLACK * Math.hypot(x, y));
    }
  }
  return distances;
}

/** Of a degree of latitude where it is shortest, at the equator (WGS 84); one of longitude there is longer. */
const LAT_CENTIMETRES = 11_057_427;

/** A plane is no ellipsoid, and lengths are rounded to the centimetre arc by arc. */
const SLACK = 0.98;

/** Across which the plane stays below the ellipsoid's own distances by less than the slack. */
const MOST_DEGREES = 15;
