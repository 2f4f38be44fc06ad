import {BadUserInput} from '../routing/errors.js';
import type {TileAddress} from '../routing/tile-grid.js';
import {TILE_ZOOMS} from '../routing/tile-rule.js';
import {RequestRefused} from './request-refused.js';

/** The parts of a tile's path, as they came. */
export interface TilePath {
  readonly zoom: string;
  readonly x: string;
  /** y and the ending. */
  readonly file: string;
}

/**
 * Reads `/tiles/{z}/{x}/{y}.mvt`. A tile has one path: digits alone, without zeros in front.
 * @throws BadUserInput   a part is no number of a tile
 * @throws RequestRefused 404: another ending, or a zoom that no tiles are made for
 */
export function readTileAddress({zoom, x, file}: TilePath): TileAddress {
  const [, y] = /^(.*)\.mvt$/.exec(file) ?? [];
  if (y === undefined) throw new RequestRefused(404, 'NOT_FOUND', 'A tile is asked for as /tiles/{z}/{x}/{y}.mvt.');
  const level = readNumber('z', zoom, 30);
  const {first, last} = TILE_ZOOMS;
  if (level < first || level > last) {
    throw new RequestRefused(404, 'NOT_FOUND', `Tiles are made for zooms ${first} to ${last}, not for ${level}.`);
  }
  const most = 2 ** level - 1;
  return {zoom: level, x: readNumber('x', x, most), y: readNumber('y', y, most)};
}

function readNumber(name: string, text: string, most: number): number {
  if (/^(0|[1-9]\d{0,9})$/.test(text) && Number(text) <= most) return Number(text);
  throw new BadUserInput(name, `${name} must be a whole number from 0 to ${most}, not ${JSON.stringify(text)}.`);
}
