import {type Lines} from './lines.js';
import {type Segments} from './segments.js';

/** Two lines that cross without a vertex of their own there. */
export interface Crossing {
  /** In 1e-7 degrees, rounded. */
  readonly x: number;
  readonly y: number;
  readonly level: number;
  /** The two pieces, by their first vertex, and where on each: 0..1. */
  readonly vertices: readonly [number, number];
  readonly fractions: readonly [number, number];
}

/**
 * Every place where two lines of one level (see level.ts) cross in mid-line.
 */
export function* crossings(lines: Lines, segments: Segments): Generator<Crossing> {
  const {x, y, level} = lines.places.coordinates();
  const {place} = segments;
  for (let segment = 0; segment < segments.count; segment++) {
    const p = segments.vertex(segment);
    const [a, b] = [place[p], place[p + 1]];
    const around = segments.within(
      Math.min(x[a], x[b]),
      Math.min(y[a], y[b]),
      Math.max(x[a], x[b]),
      Math.max(y[a], y[b]),
    );
    for (const other of around) {
      if (other <= segment) continue;
      const q = segments.vertex(other);
      const [c, d] = [place[q], place[q + 1]];
      if (level[c] !== level[a]) continue;
      if (a === c || a === d || b === c || b === d) continue;
      const [ux, uy, vx, vy] = [x[b] - x[a], y[b] - y[a], x[d] - x[c], y[d] - y[c]];
      const across = ux * vy - uy * vx;
      // parallel lines meet nowhere, or all along: their ends are joined as ends are
      if (across === 0) continue;
      const t = ((x[c] - x[a]) * vy - (y[c] - y[a]) * vx) / across;
      const u = ((x[c] - x[a]) * uy - (y[c] - y[a]) * ux) / across;
      if (t < 0 || t > 1 || u < 0 || u > 1) continue;
      const at = {x: Math.round(x[a] + t * ux), y: Math.round(y[a] + t * uy)};
      yield {...at, level: level[a], vertices: [p, q], fractions: [t, u]};
    }
  }
}
