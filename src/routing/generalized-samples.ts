import {jitter} from './jitter.js';
import type {RoadSamples} from './road-samples.js';

/**
 * Samples merged by the cells of a grid: the corner of a cell is near its middle, reached where any of its samples is.
 * Corners lie within a cell's diagonal of their samples, and, since the cells are the same for all budgets, outlines
 * still enclose those of smaller budgets.
 * @param cellMetres side of a cell
 */
export function generalizedSamples(samples: RoadSamples, cellMetres: number): RoadSamples {
  const cornerOf = new Map<number, number>();
  const corner = new Int32Array(samples.count);
  const [x, y] = [new Float64Array(samples.count), new Float64Array(samples.count)];
  for (let i = 0; i < samples.count; i++) {
    const column = Math.floor(samples.x[i] / cellMetres);
    const row = Math.floor(samples.y[i] / cellMetres);
    const key = row * COLUMNS + column;
    let place = cornerOf.get(key);
    if (place === undefined) {
      place = cornerOf.size;
      cornerOf.set(key, place);
      x[place] = (column + 0.5 + jitter(column, row) / 3) * cellMetres;
      y[place] = (row + 0.5 + jitter(row, column) / 3) * cellMetres;
    }
    corner[i] = place;
  }
  const count = cornerOf.size;
  return {
    ...samples,
    count,
    x: x.subarray(0, count),
    y: y.subarray(0, count),
    sample: samples.sample.map((sample) => corner[sample]),
  };
}

/** More than there are columns from the 180th meridian to itself at cells of half a metre. */
const COLUMNS = 2 ** 27;
