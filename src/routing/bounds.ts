import type {Bbox} from './engine.js';

/** The box around points, in degrees or in metres on a plane; it grows with every point. */
export class Bounds {
  west = Infinity;
  south = Infinity;
  east = -Infinity;
  north = -Infinity;

  add(x: number, y: number): void {
    if (x < this.west) this.west = x;
    if (x > this.east) this.east = x;
    if (y < this.south) this.south = y;
    if (y > this.north) this.north = y;
  }

  /** @param pairs x, y, x, y, ... */
  addAll(pairs: ArrayLike<number>): this {
    for (let i = 0; i < pairs.length; i += 2) this.add(pairs[i], pairs[i + 1]);
    return this;
  }

  get isEmpty(): boolean {
    return this.west > this.east;
  }

  get bbox(): Bbox {
    return [this.west, this.south, this.east, this.north];
  }
}

/** Whether a point lies in a box, its rim included. */
export function isWithin([west, south, east, north]: Bbox, x: number, y: number): boolean {
  return west <= x && x <= east && south <= y && y <= north;
}
