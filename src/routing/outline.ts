import Delaunator from 'delaunator';
import type {Coverage} from './coverage.js';
import type {RoadSamples} from './road-samples.js';
import {surroundings} from './surroundings.js';

/** A closed line on the plane, x, y pairs, the first point not repeated; what it encloses lies to its left. */
export type Ring = Float64Array;

/**
 * Draws outlines between what is reached and what is not, on one triangulation of everything nearby.
 *
 * The corners are samples of the roads, reached or not, and points in the open country between them, which are not.
 * An outline crosses the sides of triangles that have a reached end and another: where both are neighbours along a
 * road, at the very place where the budget runs out; else half-way, and at most `offRoadMetres` from the reached end.
 * Marching over triangles gives closed lines that cannot cross themselves; and since a larger budget only turns
 * corners from unreached to reached and moves crossings outward, its area contains that of a smaller one.
 */
export class OutlineField {
  private readonly triangles: Uint32Array;
  private readonly twins: Int32Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;

  /**
   * @param samples        every sample of roads near what is reached
   * @param everReached    1 for the samples that some outline to be drawn contains
   * @param offRoadMetres  how far beside a road the outline runs at most
   */
  constructor(
    private readonly samples: RoadSamples,
    everReached: Uint8Array,
    private readonly offRoadMetres: number,
  ) {
    const around = surroundings(samples, everReached, offRoadMetres * (4 / 3));
    const kept = around.samples;
    this.x = new Float64Array(kept.length + around.x.length);
    this.y = new Float64Array(this.x.length);
    this.place = new Int32Array(samples.count).fill(-1);
    const coordinates = new Float64Array(this.x.length * 2);
    for (let i = 0; i < this.x.length; i++) {
      this.x[i] = i < kept.length ? samples.x[kept[i]] : around.x[i - kept.length];
      this.y[i] = i < kept.length ? samples.y[kept[i]] : around.y[i - kept.length];
      if (i < kept.length) this.place[kept[i]] = i;
      coordinates[2 * i] = this.x[i];
      coordinates[2 * i + 1] = this.y[i];
    }
    const triangulation = new Delaunator(coordinates);
    this.triangles = triangulation.triangles;
    this.twins = triangulation.halfedges;
  }

  /** Corner of each sample; -1 for samples too far from anything reached to matter. */
  private readonly place: Int32Array;

  /** @returns the outline of what is covered; empty where nothing is */
  outline(covered: Coverage, reached: Uint8Array): Ring[] {
    const inside = new Uint8Array(this.x.length);
    for (let sample = 0; sample < reached.length; sample++) {
      if (reached[sample] && this.place[sample] >= 0) inside[this.place[sample]] = 1;
    }
    const cuts = this.cutsAlongRoads(covered, inside);
    const visited = new Uint8Array(this.triangles.length);
    const rings: Ring[] = [];
    for (let side = 0; side < this.triangles.length; side++) {
      if (visited[side] || !this.leaves(side, inside)) continue;
      const ring: number[] = [];
      for (let at = side; !visited[at]; at = this.nextLeaving(at, inside)) {
        visited[at] = 1;
        this.cross(at, cuts, ring);
      }
      rings.push(Float64Array.from(ring));
    }
    return rings;
  }

  /** Whether a side of a triangle leads from a reached corner to another. */
  private leaves(side: number, inside: Uint8Array): boolean {
    return inside[this.triangles[side]] === 1 && inside[this.triangles[nextSide(side)]] === 0;
  }

  /** The side by which the outline, having crossed this one, leaves the triangle beyond. */
  private nextLeaving(side: number, inside: Uint8Array): number {
    const twin = this.twins[side];
    if (twin < 0) throw new Error('The outline ran into the rim of its triangulation.');
    const second = nextSide(twin);
    return this.leaves(second, inside) ? second : nextSide(second);
  }

  private cross(side: number, cuts: RoadCuts, ring: number[]): void {
    const from = this.triangles[side];
    const to = this.triangles[nextSide(side)];
    const dx = this.x[to] - this.x[from];
    const dy = this.y[to] - this.y[from];
    const length = Math.sqrt(dx * dx + dy * dy);
    const share = cuts.find(from, to) ?? Math.min(0.5, this.offRoadMetres / length);
    // A budget that runs out at the corner itself still encloses it, and one that all but reaches the next does not.
    const margin = Math.min(0.5, 0.25 / length);
    const clear = Math.min(1 - margin, Math.max(margin, share));
    ring.push(this.x[from] + dx * clear, this.y[from] + dy * clear);
  }

  private cutsAlongRoads(covered: Coverage, inside: Uint8Array): RoadCuts {
    const cuts = new RoadCuts(this.x.length);
    const {edge, firstSlot, sample, fraction} = this.samples;
    for (let run = 0; run < edge.length; run++) {
      for (let slot = firstSlot[run] + 1; slot < firstSlot[run + 1]; slot++) {
        const before = this.place[sample[slot - 1]];
        const after = this.place[sample[slot]];
        if (before < 0 || after < 0 || inside[before] === inside[after]) continue;
        const [start, end] = [fraction[slot - 1], fraction[slot]];
        const rises = inside[before] === 1;
        const at = rises ? start : end;
        const part = covered.get(edge[run])?.find(([from, to]) => from <= at && at <= to);
        const limit = part === undefined ? at : rises ? part[1] : part[0];
        const share = end > start ? Math.abs(limit - at) / (end - start) : 0;
        if (rises) cuts.widen(before, after, share);
        else cuts.widen(after, before, share);
      }
    }
    return cuts;
  }
}

/** For neighbours along a road, one reached and one not: the share of the way between them that is covered. */
class RoadCuts {
  private readonly shares = new Map<number, number>();
  /** 1 for corners that have a cut: most have none, and are spared the look-up. */
  private readonly known: Uint8Array;

  constructor(private readonly corners: number) {
    this.known = new Uint8Array(corners);
  }

  find(from: number, to: number): number | undefined {
    return this.known[from] ? this.shares.get(from * this.corners + to) : undefined;
  }

  /** Two roads between the same neighbours cut where more of the way is covered. */
  widen(from: number, to: number, share: number): void {
    const key = from * this.corners + to;
    this.known[from] = 1;
    this.shares.set(key, Math.max(share, this.shares.get(key) ?? 0));
  }
}

/** Which samples lie on a covered part of a road. */
export function reachedSamples({count, edge, firstSlot, sample, fraction}: RoadSamples, covered: Coverage): Uint8Array {
  const reached = new Uint8Array(count);
  for (let run = 0; run < edge.length; run++) {
    const parts = covered.get(edge[run]);
    if (parts === undefined) continue;
    for (const [from, to] of parts) {
      for (let slot = firstSlot[run]; slot < firstSlot[run + 1]; slot++) {
        if (from <= fraction[slot] && fraction[slot] <= to) reached[sample[slot]] = 1;
      }
    }
  }
  return reached;
}

function nextSide(side: number): number {
  return side % 3 === 2 ? side - 2 : side + 1;
}
