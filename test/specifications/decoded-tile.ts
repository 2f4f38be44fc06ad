import {VectorTile} from '@mapbox/vector-tile';
import {PbfReader} from 'pbf';
import type {RoadNetwork} from '../../src/graph/network.js';
import {mercatorX, mercatorY, TILE_EXTENT, type TileAddress} from '../../src/routing/tile-grid.js';

export type Point = readonly [x: number, y: number];

export interface DecodedFeature {
  readonly id: number | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly lines: readonly (readonly Point[])[];
}

/** The features of a tile's only layer, as a map client reads them. */
export function decodeTile(bytes: Uint8Array): DecodedFeature[] {
  const {layers} = new VectorTile(new PbfReader(bytes));
  if (bytes.length === 0) return [];
  expect(Object.keys(layers)).toEqual(['edges']);
  const {edges} = layers;
  expect({version: edges.version, extent: edges.extent}).toEqual({version: 2, extent: TILE_EXTENT});
  return Array.from({length: edges.length}, (_, place) => {
    const feature = edges.feature(place);
    expect(feature.type).toBe(2);
    const lines = feature.loadGeometry().map((line) => line.map(({x, y}): Point => [x, y]));
    return {id: feature.id, properties: {...feature.properties}, lines};
  });
}

/** An edge's line in a tile's units, not rounded. */
export function exactLine({edges}: RoadNetwork, edge: number, {zoom, x, y}: TileAddress): Point[] {
  const line: Point[] = [];
  for (let vertex = edges.firstVertex[edge]; vertex < edges.firstVertex[edge + 1]; vertex++) {
    line.push([
      (mercatorX(edges.coordinates[2 * vertex]) * 2 ** zoom - x) * TILE_EXTENT,
      (mercatorY(edges.coordinates[2 * vertex + 1]) * 2 ** zoom - y) * TILE_EXTENT,
    ]);
  }
  return line;
}

/** Points along a line, at most half a unit apart where that makes no more than 200 a stretch. */
export function pointsAlong(line: readonly Point[]): Point[] {
  return line.slice(1).flatMap(([toX, toY], before) => {
    const [fromX, fromY] = line[before];
    const count = Math.min(200, Math.ceil(2 * Math.hypot(toX - fromX, toY - fromY)) + 1);
    return Array.from({length: count + 1}, (_, i): Point => {
      const share = i / count;
      return [fromX + share * (toX - fromX), fromY + share * (toY - fromY)];
    });
  });
}

/** How far a point lies from the nearest of some lines, units; Infinity where there is none. */
export function distanceTo(lines: readonly (readonly Point[])[], [x, y]: Point): number {
  let least = Infinity;
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const [fromX, fromY] = line[i - 1];
      const [alongX, alongY] = [line[i][0] - fromX, line[i][1] - fromY];
      const square = alongX ** 2 + alongY ** 2;
      const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * alongX + (y - fromY) * alongY) / square));
      least = Math.min(least, Math.hypot(x - fromX - share * alongX, y - fromY - share * alongY));
    }
  }
  return least;
}
