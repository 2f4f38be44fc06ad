import {roadClasses} from '../../../profiles/road-class.js';
import type {Tile, TileAsk} from '../../../routing/engine.js';
import {TILE_BUFFER, TILE_EXTENT} from '../../../routing/tile-grid.js';
import {FIRST_EDGE_ZOOM, firstZoomOfClass} from '../../../routing/tile-rule.js';
import type {Operation, Query} from '../operation.js';
import {requireVersion} from '../rows.js';

/**
 * Vector tiles; weighs asks.
 * @param asksMax how many asks one statement takes
 */
export function tilesOperation(query: Query, asksMax: number): Operation<TileAsk, Tile> {
  return {
    name: 'tiles',
    capacity: asksMax,
    weight: () => 1,
    key: (ask) => ask.version,
    async run(asks, limits) {
      const [{version}] = asks;
      const rows = await query<{ask: number; tile: Buffer}>(
        'tile.sql',
        [
          version,
          asks.map(({zoom}) => zoom),
          asks.map(({x}) => x),
          asks.map(({y}) => y),
          roadClasses,
          firstZoomOfClass,
          FIRST_EDGE_ZOOM,
          TILE_EXTENT,
          TILE_BUFFER,
        ],
        limits,
      );
      requireVersion(rows, version);
      const tiles = asks.map((): Tile => new Uint8Array());
      for (const {ask, tile} of rows) tiles[ask] = tile;
      return tiles;
    },
  };
}
