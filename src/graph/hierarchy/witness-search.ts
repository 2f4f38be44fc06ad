import FlatQueue from 'flatqueue';
import {NONE, type RemainingGraph} from './remaining-graph.js';

/**
 * Looks for ways around a place: a Dijkstra search in the remaining graph that leaves the place out and gives up after
 * some places. What it has not found may exist all the same; the shortcut that is then made is superfluous, not wrong.
 */
export class WitnessSearch {
  private readonly queue = new FlatQueue<number>();
  private readonly best: Float64Array;
  private readonly stamp: Uint32Array;
  private generation = 0;
  /** By place: the number of the aims that it belongs to. */
  private readonly aimedAt: Uint32Array;
  private aims = 0;
  private aimCount = 0;

  constructor(
    private readonly graph: RemainingGraph,
    placeCount: number,
  ) {
    this.best = new Float64Array(placeCount);
    this.stamp = new Uint32Array(placeCount);
    this.aimedAt = new Uint32Array(placeCount);
  }

  /** The heads of the arcs out of a place are all that the next runs are to find ways to. */
  aimPast(place: number): void {
    const {firstOut, nextOut, head} = this.graph;
    if (++this.aims > 0xffffffff) {
      this.aimedAt.fill(0);
      this.aims = 1;
    }
    this.aimCount = 0;
    for (let arc = firstOut[place]; arc !== NONE; arc = nextOut[arc], this.aimCount++)
      this.aimedAt[head[arc]] = this.aims;
  }

  /**
   * @param limit   dearer ways are not looked for
   * @param patience  places to settle at most
   */
  run(from: number, without: number, limit: number, patience: number): void {
    const {queue, best, stamp, aimedAt, aims, graph} = this;
    const {firstOut, nextOut, head, cost: costs} = graph;
    if (++this.generation > 0xffffffff) {
      stamp.fill(0);
      this.generation = 1;
    }
    const {generation} = this;
    queue.clear();
    best[from] = 0;
    stamp[from] = generation;
    queue.push(from, 0);
    let aimsLeft = this.aimCount;
    for (let settled = 0; settled < patience;) {
      const cost = queue.peekValue();
      if (cost === undefined || cost > limit) return;
      const place = queue.pop() as number;
      if (cost > best[place]) continue;
      settled++;
      if (aimedAt[place] === aims && --aimsLeft === 0) return;
      for (let arc = firstOut[place]; arc !== NONE; arc = nextOut[arc]) {
        const beyond = head[arc];
        const total = cost + costs[arc];
        if (beyond === without || total > limit || (stamp[beyond] === generation && best[beyond] <= total)) continue;
        best[beyond] = total;
        stamp[beyond] = generation;
        queue.push(beyond, total);
      }
    }
  }

  /** The cost of the best way that the last run found to a place; Infinity for none. */
  costTo(place: number): number {
    return this.stamp[place] === this.generation ? this.best[place] : Infinity;
  }
}
