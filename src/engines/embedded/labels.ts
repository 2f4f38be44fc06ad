import FlatQueue from 'flatqueue';

/** The arcs as a search meets them: those of place n are the slots `first[n]` up to `first[n + 1]`. */
export interface Adjacency {
  readonly first: Uint32Array;
  /** By slot: the place beyond. */
  readonly next: Int32Array;
  /** By slot, at least 0. */
  readonly cost: Float64Array;
  /** By slot: the arc; null where a slot is an arc. */
  readonly arc: Int32Array | null;
}

/**
 * One direction of a Dijkstra search (Dijkstra 1959, lazy deletion). A label is good only while its stamp is the
 * search's own number, so the next search starts without clearing the arrays.
 */
export class Labels {
  private readonly queue = new FlatQueue<number>();
  private readonly best: Float64Array;
  private readonly stamp: Uint32Array;
  private readonly cameBy: Int32Array;
  private generation = 0;
  private adjacency!: Adjacency;

  /** @param placeCount places of the search graph */
  constructor(placeCount: number) {
    this.best = new Float64Array(placeCount);
    this.stamp = new Uint32Array(placeCount);
    this.cameBy = new Int32Array(placeCount);
  }

  /** Forgets the last search. */
  begin(adjacency: Adjacency): this {
    this.adjacency = adjacency;
    this.queue.clear();
    if (++this.generation > 0xffffffff) {
      this.stamp.fill(0);
      this.generation = 1;
    }
    return this;
  }

  /** The least cost known so far; Infinity where the search has not been. */
  costOf(place: number): number {
    return this.stamp[place] === this.generation ? this.best[place] : Infinity;
  }

  /** The arc by which the search came to a labelled place: ~arc where it began there with part of that arc. */
  arcTo(place: number): number {
    return this.cameBy[place];
  }

  /** The least cost that is still to be settled; Infinity at the end. */
  get frontier(): number {
    return this.queue.peekValue() ?? Infinity;
  }

  /** Starts (also) at a place, with part of an arc travelled. @returns whether that is better than what was known */
  start(place: number, cost: number, arc: number): boolean {
    if (cost >= this.costOf(place)) return false;
    this.label(place, cost, ~arc);
    return true;
  }

  /**
   * Settles the next place and labels those beyond it.
   * @param limit  labels above it are not made
   * @returns      the place settled, or -1 if the entry was stale or none is left
   */
  settle(limit: number): number {
    const {queue, best, stamp, generation} = this;
    const cost = queue.peekValue();
    const place = queue.pop();
    if (place === undefined || cost === undefined) return -1;
    // stale entry: a better label came after this push, and the queue cannot remove
    if (cost > best[place]) return -1;
    const {first, next, cost: costs, arc} = this.adjacency;
    for (let slot = first[place], end = first[place + 1]; slot < end; slot++) {
      const beyond = next[slot];
      const total = cost + costs[slot];
      if (total > limit || (stamp[beyond] === generation && total >= best[beyond])) continue;
      this.label(beyond, total, arc === null ? slot : arc[slot]);
    }
    return place;
  }

  private label(place: number, cost: number, arc: number): void {
    this.best[place] = cost;
    this.stamp[place] = this.generation;
    this.cameBy[place] = arc;
    this.queue.push(place, cost);
  }
}
