import FlatQueue from 'flatqueue';
import type {Hierarchy} from './hierarchy.js';

/** A constant of the module: a global is looked up by name each time in a context of its own, as tests run in. */
const FAR = Infinity;

/**
 * One direction of a search in a hierarchy: Dijkstra over the arcs that lead to higher places, along the direction of
 * travel or against it. A place that is reached at less by way of a higher one is on no best path that still climbs
 * there, so it is not gone on from (stall-on-demand, Geisberger et al. 2012). Places are named by rank.
 */
export class Climb {
  private readonly queue = new FlatQueue<number>();
  private readonly best: Float64Array;
  private readonly stamp: Uint32Array;
  private readonly cameBy: Int32Array;
  private readonly cameFrom: Int32Array;
  private generation = 0;
  /** The rank from which on places are labelled but not gone on from. */
  private ceiling = FAR;
  /** The places at or above the ceiling that have a label. */
  readonly entered: number[] = [];
  /** Kept, as a number with a fraction that a function returns is an object of its own. */
  private least = FAR;
  private readonly first: Uint32Array;
  private readonly next: Int32Array;
  private readonly cost: Float64Array;
  private readonly firstBack: Uint32Array;
  private readonly nextBack: Int32Array;
  private readonly costBack: Float64Array;

  constructor(
    private readonly hierarchy: Hierarchy,
    private readonly direction: 'onwards' | 'against',
  ) {
    const {rank, firstUp, upHead, upCost, firstDown, downTail, downCost} = hierarchy;
    this.best = new Float64Array(rank.length);
    this.stamp = new Uint32Array(rank.length);
    this.cameBy = new Int32Array(rank.length);
    this.cameFrom = new Int32Array(rank.length);
    const up = {first: firstUp, next: upHead, cost: upCost};
    const down = {first: firstDown, next: downTail, cost: downCost};
    const [ahead, back] = direction === 'onwards' ? [up, down] : [down, up];
    ({first: this.first, next: this.next, cost: this.cost} = ahead);
    ({first: this.firstBack, next: this.nextBack, cost: this.costBack} = back);
  }

  /**
   * Forgets the last search.
   * @param ceiling the rank from which on places are labelled, and named by `entered`, but never settled
   */
  begin(ceiling = FAR): this {
    this.queue.clear();
    this.ceiling = ceiling;
    this.entered.length = 0;
    this.least = FAR;
    if (++this.generation > 0xffffffff) {
      this.stamp.fill(0);
      this.generation = 1;
    }
    return this;
  }

  /** Starts (also) at a place, with something spent already. @param origin  a number to know the start by, at least 0 */
  start(rank: number, cost: number, origin: number): void {
    if (cost < this.costOf(rank)) this.label(rank, cost, ~origin, rank);
    this.least = this.queue.peekValue() ?? FAR;
  }

  /** The least cost known so far; Infinity where the search has not been. */
  costOf(rank: number): number {
    return this.stamp[rank] === this.generation ? this.best[rank] : FAR;
  }

  /** The least cost that is still to be settled; Infinity at the end. */
  get frontier(): number {
    return this.least;
  }

  /** Whether nothing is left to settle. */
  get isOver(): boolean {
    return this.queue.length === 0;
  }

  /**
   * Settles the next place and labels those above it.
   * @returns its rank, or -1 if the entry was stale, the place was stalled, or none is left
   */
  settle(): number {
    const place = this.settleNext();
    this.least = this.queue.peekValue() ?? FAR;
    return place;
  }

  private settleNext(): number {
    const {queue, best, stamp, generation} = this;
    if (queue.length === 0) return -1;
    const cost = queue.peekValue()!;
    const place = queue.pop()!;
    // stale entry: a better label came after this push, and the queue cannot remove
    if (cost > best[place]) return -1;
    const {firstBack, nextBack, costBack} = this;
    for (let slot = firstBack[place], end = firstBack[place + 1]; slot < end; slot++) {
      const above = nextBack[slot];
      if (stamp[above] === generation && best[above] + costBack[slot] < cost) return -1;
    }
    const {first, next, cost: costs} = this;
    for (let slot = first[place], end = first[place + 1]; slot < end; slot++) {
      const beyond = next[slot];
      const total = cost + costs[slot];
      if (stamp[beyond] !== generation || total < best[beyond]) this.label(beyond, total, slot, place);
    }
    return place;
  }

  /** The slot of `upArc` (against: `downArc`) by which the search came to a labelled place; below 0 where it started. */
  slotTo(rank: number): number {
    return this.cameBy[rank];
  }

  /** The place from which the search came to a labelled place; that place itself where it started. */
  rankBefore(rank: number): number {
    return this.cameFrom[rank];
  }

  /**
   * The arcs of the hierarchy between the start and a labelled place, in order of travel.
   * @param arcs  what they are added to
   * @returns     the origin that the way begins with (against the direction of travel: ends with)
   */
  wayTo(rank: number, arcs: number[]): number {
    const {cameBy, cameFrom, hierarchy} = this;
    const onwards = this.direction === 'onwards';
    const names = onwards ? hierarchy.upArc : hierarchy.downArc;
    const first = arcs.length;
    let place = rank;
    for (; cameBy[place] >= 0; place = cameFrom[place]) arcs.push(names[cameBy[place]]);
    if (onwards) reverseFrom(arcs, first);
    return ~cameBy[place];
  }

  /** Brings `entered` into the order of cost: by insertion, as a handful takes the language's own sort more room than time. */
  sortEntered(): void {
    const {entered} = this;
    for (let sorted = 1; sorted < entered.length; sorted++) {
      const rank = entered[sorted];
      const cost = this.costOf(rank);
      let at = sorted;
      for (; at > 0 && this.costOf(entered[at - 1]) > cost; at--) entered[at] = entered[at - 1];
      entered[at] = rank;
    }
  }

  private label(rank: number, cost: number, cameBy: number, cameFrom: number): void {
    if (rank < this.ceiling) this.queue.push(rank, cost);
    else if (this.stamp[rank] !== this.generation) this.entered.push(rank);
    this.best[rank] = cost;
    this.stamp[rank] = this.generation;
    this.cameBy[rank] = cameBy;
    this.cameFrom[rank] = cameFrom;
  }
}

/** Turns round the order of what stands in an array from a place on. */
export function reverseFrom(values: number[], first: number): void {
  for (let low = first, high = values.length - 1; low < high; low++, high--) {
    [values[low], values[high]] = [values[high], values[low]];
  }
}
