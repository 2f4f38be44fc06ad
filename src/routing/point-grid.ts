import {Bounds} from './bounds.js';

/** Points by the cells of a grid that holds about one of them a cell; points may be taken out. */
export class PointGrid {
  private readonly west: number;
  private readonly south: number;
  private readonly cellMetres: number;
  private readonly columns: number;
  private readonly rows: number;
  /** Points of cell c: `points[firstPoint[c]]` up to `points[endPoint[c]]`. */
  private readonly firstPoint: Int32Array;
  private readonly endPoint: Int32Array;
  private readonly points: Int32Array;

  /** @param x, y  by point, metres */
  constructor(
    private readonly x: Float64Array,
    private readonly y: Float64Array,
  ) {
    const bounds = new Bounds();
    for (let point = 0; point < x.length; point++) bounds.add(x[point], y[point]);
    const [west, south, east, north] = bounds.isEmpty ? [0, 0, 0, 0] : bounds.bbox;
    this.west = west;
    this.south = south;
    // a line of points has no area: then by its length
    const area = Math.max((east - west) * (north - south), (east - west + north - south) ** 2 / 1000);
    this.cellMetres = Math.max(1, Math.sqrt(area / Math.max(1, x.length)));
    this.columns = Math.floor((east - west) / this.cellMetres) + 1;
    this.rows = Math.floor((north - south) / this.cellMetres) + 1;

    this.endPoint = new Int32Array(this.columns * this.rows);
    for (let point = 0; point < x.length; point++) this.endPoint[this.cellOf(x[point], y[point])]++;
    this.firstPoint = new Int32Array(this.endPoint.length);
    for (let cell = 0, total = 0; cell < this.endPoint.length; cell++) {
      this.firstPoint[cell] = total;
      total += this.endPoint[cell];
      this.endPoint[cell] = this.firstPoint[cell];
    }
    this.points = new Int32Array(x.length);
    for (let point = 0; point < x.length; point++)
      this.points[this.endPoint[this.cellOf(x[point], y[point])]++] = point;
  }

  remove(point: number): void {
    const cell = this.cellOf(this.x[point], this.y[point]);
    const last = --this.endPoint[cell];
    for (let at = this.firstPoint[cell]; at < last; at++) {
      if (this.points[at] === point) this.points[at] = this.points[last];
    }
  }

  /** Whether a point besides the three lies in their triangle or no farther than `clearance` metres from its sides. */
  anyInTriangle(a: number, b: number, c: number, clearance: number): boolean {
    const {x, y} = this;
    const west = Math.min(x[a], x[b], x[c]) - clearance;
    const east = Math.max(x[a], x[b], x[c]) + clearance;
    const south = Math.min(y[a], y[b], y[c]) - clearance;
    const north = Math.max(y[a], y[b], y[c]) + clearance;
    const firstCell = this.cellOf(west, south);
    const lastCell = this.cellOf(east, north);
    const firstColumn = firstCell % this.columns;
    const lastColumn = lastCell % this.columns;
    for (let row = firstCell - firstColumn; row <= lastCell; row += this.columns) {
      for (let cell = row + firstColumn; cell <= row + lastColumn; cell++) {
        for (let at = this.firstPoint[cell]; at < this.endPoint[cell]; at++) {
          const point = this.points[at];
          if (point === a || point === b || point === c) continue;
          if (x[point] < west || x[point] > east || y[point] < south || y[point] > north) continue;
          if (this.isInTriangle(point, a, b, c, clearance)) return true;
        }
      }
    }
    return false;
  }

  private isInTriangle(point: number, a: number, b: number, c: number, clearance: number): boolean {
    // distances to the left of the sides, taken the way round that has the triangle on their left
    const [second, third] = this.leftOf(c, a, b) >= 0 ? [b, c] : [c, b];
    return (
      this.leftOf(point, a, second) >= -clearance &&
      this.leftOf(point, second, third) >= -clearance &&
      this.leftOf(point, third, a) >= -clearance
    );
  }

  /** Metres that a point lies to the left of the line from one to another. */
  private leftOf(point: number, from: number, to: number): number {
    const {x, y} = this;
    const [dx, dy] = [x[to] - x[from], y[to] - y[from]];
    return (dx * (y[point] - y[from]) - dy * (x[point] - x[from])) / Math.sqrt(dx * dx + dy * dy);
  }

  /** The cell of a place, or the nearest cell to it. */
  private cellOf(x: number, y: number): number {
    const column = Math.max(0, Math.min(this.columns - 1, Math.floor((x - this.west) / this.cellMetres)));
    const row = Math.max(0, Math.min(this.rows - 1, Math.floor((y - this.south) / this.cellMetres)));
    return row * this.columns + column;
  }
}
