import type {EdgeRecord} from './engine.js';
import {jitter} from './jitter.js';

/**
 * Points along roads on a plane in metres: what an outline is drawn between. Each edge has a run of slots, from its
 * source to its target; a slot names a sample, and those at the edge's ends are shared with the other edges of the node.
 */
export interface RoadSamples {
  readonly count: number;
  /** By sample, metres. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The edge of each run. */
  readonly edge: Int32Array;
  /** Slots of run r: `firstSlot[r]` up to `firstSlot[r + 1]`. */
  readonly firstSlot: Int32Array;
  /** The sample of each slot. */
  readonly sample: Int32Array;
  /** Where on its edge each slot lies, 0..1, ascending along a run. */
  readonly fraction: Float64Array;
}

/** A plane in metres around a latitude: x = lon * kx, y = lat * ky. */
export interface Plane {
  readonly kx: number;
  readonly ky: number;
}

/** What is looked at of an edge. */
export type SampledRoad = Pick<EdgeRecord, 'id' | 'source' | 'target' | 'coordinates'>;

/** A further sample on an edge, so that a short stretch between two samples is not lost. */
export interface ExtraSample {
  readonly edge: number;
  readonly fraction: number;
}

/**
 * Samples edges at their vertices and, between those, at least every `spacing` metres. Where they lie depends on the
 * roads and the extra samples alone, never on a budget: so the outlines of all budgets are drawn between one set.
 */
export function sampleRoads(
  edges: readonly SampledRoad[],
  plane: Plane,
  spacing: number,
  extras: readonly ExtraSample[],
): RoadSamples {
  const slots = countSlots(edges, plane, spacing) + extras.length;
  const [x, y] = [new Float64Array(slots), new Float64Array(slots)];
  const sample = new Int32Array(slots);
  const fraction = new Float64Array(slots);
  const firstSlot = new Int32Array(edges.length + 1);
  const extrasOf = fractionsByEdge(extras);
  const ofNode = new Map<number, number>();
  const line = new SampledLine();
  let count = 0;
  let slot = 0;

  for (let run = 0; run < edges.length; run++) {
    const edge = edges[run];
    line.draw(edge.coordinates, plane, spacing, extrasOf.get(edge.id) ?? []);
    const last = line.count - 1;
    for (let i = 0; i <= last; i++, slot++) {
      const node = i === 0 ? edge.source : i === last ? edge.target : -1;
      const known = node < 0 ? undefined : ofNode.get(node);
      sample[slot] = known ?? count;
      fraction[slot] = line.fraction[i];
      if (known !== undefined) continue;
      if (node >= 0) ofNode.set(node, count);
      // Exact ties (a street grid's rectangles) would let the triangulation choose either diagonal: a shift of at most
      // a millimetre, the same for the same place in every query, leaves it no choice.
      const seed = node < 0 ? (edge.id + 1) * 1009 + i : node + 1;
      x[count] = line.x[i] + jitter(seed) / 1000;
      y[count] = line.y[i] + jitter(seed, 1) / 1000;
      count++;
    }
    firstSlot[run + 1] = slot;
  }
  return {
    count,
    x: x.subarray(0, count),
    y: y.subarray(0, count),
    edge: Int32Array.from(edges, ({id}) => id),
    firstSlot,
    sample: sample.subarray(0, slot),
    fraction: fraction.subarray(0, slot),
  };
}

function countSlots(edges: readonly SampledRoad[], plane: Plane, spacing: number): number {
  let slots = 0;
  for (const {coordinates} of edges) {
    slots++;
    for (let i = 2; i < coordinates.length; i += 2) slots += partsBetween(coordinates, i, plane, spacing);
  }
  return slots;
}

/** Into how many parts the stretch that ends at a vertex is cut. */
function partsBetween(coordinates: Float64Array, i: number, {kx, ky}: Plane, spacing: number): number {
  const dx = coordinates[i] * kx - coordinates[i - 2] * kx;
  const dy = coordinates[i + 1] * ky - coordinates[i - 1] * ky;
  return Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / spacing));
}

function fractionsByEdge(extras: readonly ExtraSample[]): ReadonlyMap<number, readonly number[]> {
  const byEdge = new Map<number, number[]>();
  for (const {edge, fraction} of extras) byEdge.set(edge, [...(byEdge.get(edge) ?? []), fraction]);
  return byEdge;
}

/** The places along one edge; used again for the next, so that no object is made for a place. */
class SampledLine {
  count = 0;
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly fraction: number[] = [];

  draw(coordinates: Float64Array, plane: Plane, spacing: number, extras: readonly number[]): void {
    let fromX = coordinates[0] * plane.kx;
    let fromY = coordinates[1] * plane.ky;
    let travelled = 0;
    this.count = 0;
    this.put(fromX, fromY, 0);
    for (let i = 2; i < coordinates.length; i += 2) {
      const toX = coordinates[i] * plane.kx;
      const toY = coordinates[i + 1] * plane.ky;
      const [dx, dy] = [toX - fromX, toY - fromY];
      const length = Math.sqrt(dx * dx + dy * dy);
      const parts = partsBetween(coordinates, i, plane, spacing);
      for (let part = 1; part <= parts; part++) {
        const share = part / parts;
        this.put(fromX + dx * share, fromY + dy * share, travelled + length * share);
      }
      travelled += length;
      fromX = toX;
      fromY = toY;
    }
    for (let i = 0; i < this.count; i++) this.fraction[i] = travelled > 0 ? this.fraction[i] / travelled : 0;
    this.fraction[this.count - 1] = 1;
    for (const fraction of extras) this.insert(fraction);
  }

  private put(x: number, y: number, fraction: number): void {
    const place = this.count++;
    this.x[place] = x;
    this.y[place] = y;
    this.fraction[place] = fraction;
  }

  private insert(fraction: number): void {
    let next = 0;
    while (next < this.count && this.fraction[next] < fraction) next++;
    if (next === 0 || next === this.count || this.fraction[next] === fraction) return;
    const before = next - 1;
    const share = (fraction - this.fraction[before]) / (this.fraction[next] - this.fraction[before]);
    this.x.splice(next, 0, this.x[before] + (this.x[next] - this.x[before]) * share);
    this.y.splice(next, 0, this.y[before] + (this.y[next] - this.y[before]) * share);
    this.fraction.splice(next, 0, fraction);
    this.count++;
  }
}
