import FlatQueue from 'flatqueue';
import type {Ring} from './outline.js';
import {PointGrid} from './point-grid.js';

/**
 * Outlines with fewer points, each within the tolerance of what it was. Points go one at a time, the least missed
 * first, where nothing lies in the triangle that its neighbours and it make (as topology-preserving variants of
 * Visvalingam & Whyatt 1993 do): so no line comes to cross itself or another. Stretches that outlines share stay
 * shared. What lay within a larger outline therefore still does.
 * @param outlines         rings of each contour: lines that do not cross, but may share stretches, point by point
 * @param toleranceMetres  farthest that a left out point lies from the new line
 */
export function simplifiedOutlines(outlines: readonly (readonly Ring[])[], toleranceMetres: number): Ring[][] {
  const simplification = new Simplification(outlines.flat(), toleranceMetres);
  const simplified = simplification.run();
  let ring = 0;
  return outlines.map((rings) => rings.map(() => simplified[ring++]));
}

/** Two points nearer than this to one another are left as they are: answers are rounded, and must not touch then. */
const CLEARANCE_METRES = 0.01;

/** A ring's points in order are slots; slots of several rings in one place share a corner, and stay or go together. */
class Simplification {
  /** The corner of each slot. */
  private readonly corner: Int32Array;
  /** The slots before and after, in their ring. */
  private readonly before: Int32Array;
  private readonly after: Int32Array;
  /** The ring of each slot, and the first slot of each ring (one more than there are rings). */
  private readonly ring: Int32Array;
  private readonly firstSlot: Int32Array;
  /** How many points a ring has left. */
  private readonly left: Int32Array;
  /** By corner: its place, and the chain of its slots (-1 ends it). */
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly someSlot: Int32Array;
  private readonly furtherSlot: Int32Array;
  private readonly cornerCount: number;
  private readonly gone: Uint8Array;
  private readonly grid: PointGrid;
  private readonly queue = new FlatQueue<number>();

  constructor(
    rings: readonly Ring[],
    private readonly tolerance: number,
  ) {
    const slots = rings.reduce((sum, ring) => sum + ring.length / 2, 0);
    this.corner = new Int32Array(slots);
    this.before = new Int32Array(slots);
    this.after = new Int32Array(slots);
    this.ring = new Int32Array(slots);
    this.firstSlot = new Int32Array(rings.length + 1);
    this.left = Int32Array.from(rings, (ring) => ring.length / 2);
    this.x = new Float64Array(slots);
    this.y = new Float64Array(slots);
    this.someSlot = new Int32Array(slots).fill(-1);
    this.furtherSlot = new Int32Array(slots).fill(-1);
    this.cornerCount = this.lay(rings);
    this.gone = new Uint8Array(this.cornerCount);
    this.grid = new PointGrid(this.x.subarray(0, this.cornerCount), this.y.subarray(0, this.cornerCount));
  }

  run(): Ring[] {
    for (let corner = 0; corner < this.cornerCount; corner++) this.consider(corner);
    for (let corner = this.queue.pop(); corner !== undefined; corner = this.queue.pop()) {
      if (this.gone[corner] || this.missedBy(corner) > this.tolerance || !this.isFree(corner)) continue;
      this.remove(corner);
    }
    return Array.from(this.left, (_, ring) => this.rest(ring));
  }

  /** @returns how many corners there are */
  private lay(rings: readonly Ring[]): number {
    // A place is told by its x alone, all but always: no two corners of a triangulation of roads share one.
    const byX = new Map<number, number[]>();
    let corners = 0;
    let slot = 0;
    rings.forEach((points, ring) => {
      const first = slot;
      const last = first + points.length / 2 - 1;
      for (let i = 0; i < points.length; i += 2, slot++) {
        const [x, y] = [points[i], points[i + 1]];
        const sameX = byX.get(x);
        let corner = sameX?.find((known) => this.y[known] === y);
        if (corner === undefined) {
          corner = corners++;
          this.x[corner] = x;
          this.y[corner] = y;
          if (sameX) sameX.push(corner);
          else byX.set(x, [corner]);
        }
        this.corner[slot] = corner;
        this.furtherSlot[slot] = this.someSlot[corner];
        this.someSlot[corner] = slot;
        this.before[slot] = slot === first ? last : slot - 1;
        this.after[slot] = slot === last ? first : slot + 1;
        this.ring[slot] = ring;
      }
      this.firstSlot[ring + 1] = slot;
    });
    return corners;
  }

  private consider(corner: number): void {
    const missed = this.missedBy(corner);
    if (missed <= this.tolerance) this.queue.push(corner, missed);
  }

  /** How far the line between its neighbours would miss what it stands for, metres; Infinity where it must stay. */
  private missedBy(corner: number): number {
    const some = this.someSlot[corner];
    const from = this.corner[this.before[some]];
    const to = this.corner[this.after[some]];
    let missed = from === to ? Infinity : 0;
    for (let slot = some; slot >= 0 && missed <= this.tolerance; slot = this.furtherSlot[slot]) {
      // where outlines part or meet, both hold on to the corner
      if (this.corner[this.before[slot]] !== from || this.corner[this.after[slot]] !== to) return Infinity;
      if (this.left[this.ring[slot]] <= 3) return Infinity;
      missed = Math.max(missed, this.missedBetween(this.before[slot], this.after[slot]));
    }
    return missed;
  }

  /** Farthest that any of the ring's first points between two slots lies from the straight line between the two. */
  private missedBetween(start: number, end: number): number {
    const ring = this.ring[start];
    const [first, last] = [this.firstSlot[ring], this.firstSlot[ring + 1] - 1];
    const [from, to] = [this.corner[start], this.corner[end]];
    let square = 0;
    for (let slot = start === last ? first : start + 1; slot !== end; slot = slot === last ? first : slot + 1) {
      square = Math.max(square, this.squareToSide(this.corner[slot], from, to));
    }
    return Math.sqrt(square);
  }

  private squareToSide(corner: number, from: number, to: number): number {
    const [dx, dy] = [this.x[to] - this.x[from], this.y[to] - this.y[from]];
    const [px, py] = [this.x[corner] - this.x[from], this.y[corner] - this.y[from]];
    const share = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy)));
    const [ox, oy] = [px - share * dx, py - share * dy];
    return ox * ox + oy * oy;
  }

  /** Whether no other corner lies in the triangle that it makes with its neighbours. */
  private isFree(corner: number): boolean {
    const slot = this.someSlot[corner];
    const from = this.corner[this.before[slot]];
    const to = this.corner[this.after[slot]];
    return !this.grid.anyInTriangle(from, corner, to, CLEARANCE_METRES);
  }

  private remove(corner: number): void {
    this.gone[corner] = 1;
    this.grid.remove(corner);
    const some = this.someSlot[corner];
    const neighbours = [this.corner[this.before[some]], this.corner[this.after[some]]];
    for (let slot = some; slot >= 0; slot = this.furtherSlot[slot]) {
      this.after[this.before[slot]] = this.after[slot];
      this.before[this.after[slot]] = this.before[slot];
      this.left[this.ring[slot]]--;
    }
    for (const neighbour of neighbours) this.consider(neighbour);
  }

  private rest(ring: number): Ring {
    const points = new Float64Array(this.left[ring] * 2);
    let slot = this.firstSlot[ring];
    while (this.gone[this.corner[slot]]) slot++;
    for (let i = 0; i < points.length; i += 2, slot = this.after[slot]) {
      points[i] = this.x[this.corner[slot]];
      points[i + 1] = this.y[this.corner[slot]];
    }
    return points;
  }
}
