import {Bounds} from './bounds.js';
import {jitter} from './jitter.js';
import type {RoadSamples} from './road-samples.js';

/** How many cells around a reached one are looked at: beyond, nothing bears on the triangles of a reached sample. */
const CELLS_AROUND = 6;

/** The corners of a triangulation: the samples near what is reached, and points in the open country around them. */
export interface Surroundings {
  readonly samples: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * What lies around the reached roads, on a raster whose cells are anchored to the plane's origin, so that it is the
 * same for every query. A cell that has no sample in it nor next to it gets a point of its own: open country. So an
 * empty circle has a radius of at most 3 cells, and a triangle of a reached sample lies within 6 cells of it.
 * @param cellMetres side of a cell
 */
export function surroundings(samples: RoadSamples, everReached: Uint8Array, cellMetres: number): Surroundings {
  const raster = rasterAround(samples, everReached, cellMetres);
  const near = raster.empty();
  const occupied = raster.empty();
  const cellOf = new Int32Array(samples.count);
  for (let i = 0; i < samples.count; i++) {
    const cell = raster.cellOf(samples.x[i], samples.y[i]);
    cellOf[i] = cell;
    if (cell < 0) continue;
    occupied[cell] = 1;
    if (everReached[i]) near[cell] = 1;
  }
  const looked = raster.grown(near, CELLS_AROUND);
  const built = raster.grown(occupied, 1);

  const kept = new Int32Array(samples.count);
  let keptCount = 0;
  for (let i = 0; i < samples.count; i++) {
    if (cellOf[i] >= 0 && looked[cellOf[i]]) kept[keptCount++] = i;
  }
  const xs: number[] = [];
  const ys: number[] = [];
  for (let cell = 0; cell < looked.length; cell++) {
    if (!looked[cell] || built[cell]) continue;
    const [x, y] = raster.middleOf(cell);
    xs.push(x);
    ys.push(y);
  }
  return {samples: kept.subarray(0, keptCount), x: Float64Array.from(xs), y: Float64Array.from(ys)};
}

class Raster {
  constructor(
    private readonly column: number,
    private readonly row: number,
    private readonly columns: number,
    private readonly rows: number,
    private readonly cellMetres: number,
  ) {}

  empty(): Uint8Array {
    return new Uint8Array(this.columns * this.rows);
  }

  /** @returns the cell of a point; -1 outside */
  cellOf(x: number, y: number): number {
    const column = Math.floor(x / this.cellMetres) - this.column;
    const row = Math.floor(y / this.cellMetres) - this.row;
    return column < 0 || row < 0 || column >= this.columns || row >= this.rows ? -1 : row * this.columns + column;
  }

  /** @returns a point near the middle of a cell */
  middleOf(cell: number): [x: number, y: number] {
    const column = this.column + (cell % this.columns);
    const row = this.row + Math.floor(cell / this.columns);
    const [dx, dy] = [jitter(column, row) / 5, jitter(row, column) / 5];
    return [(column + 0.5 + dx) * this.cellMetres, (row + 0.5 + dy) * this.cellMetres];
  }

  /** @returns the cells within `steps` of a marked one, diagonals included: first along the rows, then the columns */
  grown(marked: Uint8Array, steps: number): Uint8Array {
    const alongRows = this.empty();
    for (let cell = 0; cell < marked.length; cell++) {
      if (!marked[cell]) continue;
      const column = cell % this.columns;
      const start = cell - Math.min(steps, column);
      alongRows.fill(1, start, cell + Math.min(steps, this.columns - 1 - column) + 1);
    }
    const grown = this.empty();
    for (let cell = 0; cell < marked.length; cell++) {
      if (!alongRows[cell]) continue;
      const row = Math.floor(cell / this.columns);
      const last = Math.min(this.rows - 1, row + steps);
      for (let r = Math.max(0, row - steps); r <= last; r++) grown[r * this.columns + (cell % this.columns)] = 1;
    }
    return grown;
  }
}

function rasterAround(samples: RoadSamples, everReached: Uint8Array, cellMetres: number): Raster {
  const bounds = new Bounds();
  for (let i = 0; i < samples.count; i++) if (everReached[i]) bounds.add(samples.x[i], samples.y[i]);
  const {west, south, east, north} = bounds;
  if (bounds.isEmpty) return new Raster(0, 0, 0, 0, cellMetres);
  const margin = CELLS_AROUND + 1;
  const column = Math.floor(west / cellMetres) - margin;
  const row = Math.floor(south / cellMetres) - margin;
  const columns = Math.floor(east / cellMetres) + margin - column + 1;
  const rows = Math.floor(north / cellMetres) + margin - row + 1;
  return new Raster(column, row, columns, rows, cellMetres);
}
