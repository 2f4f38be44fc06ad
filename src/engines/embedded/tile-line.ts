import {clipPolyline} from 'lineclip';
import {mercatorX, mercatorY, TILE_BUFFER, TILE_EXTENT, type TileAddress} from '../../routing/tile-grid.js';

/** x from a tile's western side, y from its northern, in its units. */
export type TilePoint = [x: number, y: number];

/** Where a tile's buffer ends. */
const box = [-TILE_BUFFER, -TILE_BUFFER, TILE_EXTENT + TILE_BUFFER, TILE_EXTENT + TILE_BUFFER] as const;

/**
 * A line as a tile shows it: projected, rounded to whole units, without the points that this makes needless, cut at the
 * buffer. The steps and their order are those of PostGIS's ST_AsMVTGeom, so that both engines draw the same.
 * @param coordinates  lon, lat pairs
 * @param first        the line's first vertex in them
 * @param end          the vertex after its last
 * @returns            its parts inside, two points or more each; none where it lies outside or shrinks to a point
 */
export function tileLine(tile: TileAddress, coordinates: Float64Array, first: number, end: number): TilePoint[][] {
  const scale = 2 ** tile.zoom;
  const line: TilePoint[] = [];
  let isInside = true;
  for (let vertex = first; vertex < end; vertex++) {
    const x = Math.round((mercatorX(coordinates[2 * vertex]) * scale - tile.x) * TILE_EXTENT);
    const y = Math.round((mercatorY(coordinates[2 * vertex + 1]) * scale - tile.y) * TILE_EXTENT);
    isInside &&= x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3];
    append(line, x, y);
  }
  if (line.length < 2) return [];
  return isInside ? [line] : clipPolyline(line, box).map(rounded).filter(isLine);
}

/** Adds a point, unless it is where the line ends already; the end goes where it lies on the way to the point. */
function append(line: TilePoint[], x: number, y: number): void {
  const last = line.at(-1);
  if (last === undefined) return void line.push([x, y]);
  const [stepX, stepY] = [x - last[0], y - last[1]];
  if (stepX === 0 && stepY === 0) return;
  const before = line.at(-2);
  if (before !== undefined) {
    const [cameX, cameY] = [last[0] - before[0], last[1] - before[1]];
    const goesOn = cameX * stepY === cameY * stepX && cameX * stepX + cameY * stepY > 0;
    if (goesOn) line.pop();
  }
  line.push([x, y]);
}

/** Cut ends lie between units. */
function rounded(part: readonly TilePoint[]): TilePoint[] {
  const line: TilePoint[] = [];
  for (const [x, y] of part) append(line, Math.round(x), Math.round(y));
  return line;
}

function isLine(part: readonly TilePoint[]): boolean {
  return part.length > 1;
}
