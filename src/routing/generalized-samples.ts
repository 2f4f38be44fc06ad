import {jitter} from './jitter.js';
import type {RoadSamples} from './road-samples.js';

/**
 * Samples merged by the cells of a grid: the corner of a cell is near its middle, reached where any of its samples is. The
 * outline between such corners stays within about a cell of the exact one, and, since the cells are the same for all
 * budgets, outlines still enclose those of smaller budgets.
 * @param toleranceMetres side of a cell
 */
export function generalizedSamples(samples: RoadSamples, toleranceMetres: number): RoadSamples {
  const cornerOf = new Map<string, number>();
  const corner = new Int32Array(samples.count);
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < samples.count; i++) {
    const column = Math.floor(samples.x[i] / toleranceMetres);
    const row = Math.floor(samples.y[i] / toleranceMetres);
    const key = `${column},${row}`;
    let place = cornerOf.get(key);
    if (place === undefined) {
      cornerOf.set(key, (place = xs.length));
      xs.push((column + 0.5 + jitter(column, row) / 3) * toleranceMetres);
      ys.push((row + 0.5 + jitter(row, column) / 3) * toleranceMetres);
    }
    corner[i] = place;
  }
  const runs = samples.runs.map((run) => ({...run, samples: run.samples.map((sample) => corner[sample])}));
  return {count: xs.length, x: Float64Array.from(xs), y: Float64Array.from(ys), runs};
}
