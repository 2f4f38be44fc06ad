import type {Bbox} from './engine.js';

/** A square of the web map's pyramid (EPSG:3857): zoom z has 2^z columns (x, from the west) and rows (y, from the north). */
export interface TileAddress {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** Units on a side of a tile, to which its coordinates are rounded. */
export const TILE_EXTENT = 4096;

/** How far beyond its sides a tile's roads go on, units: half the width of the widest line that a style may draw. */
export const TILE_BUFFER = 64;

/** The box that holds a tile and its buffer. Latitudes as the Mercator projection's inverse gives them. */
export function bufferedTileBox({zoom, x, y}: TileAddress): Bbox {
  const side = 2 ** zoom;
  const buffer = TILE_BUFFER / TILE_EXTENT;
  return [
    longitudeOf((x - buffer) / side),
    latitudeOf((y + 1 + buffer) / side),
    longitudeOf((x + 1 + buffer) / side),
    latitudeOf((y - buffer) / side),
  ];
}

/** @returns the column, in units of the whole map's width from its western side */
export function mercatorX(lon: number): number {
  return lon / 360 + 0.5;
}

/** @returns the row, in units of the whole map's height from its northern side (spherical Mercator) */
export function mercatorY(lat: number): number {
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
}

function longitudeOf(x: number): number {
  return (x - 0.5) * 360;
}

function latitudeOf(y: number): number {
  return (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;
}
