import type {Deadline} from './deadline.js';
import type {Labels} from './labels.js';

/** The places that a search reaches within a budget, in no given order, and what each costs. */
export class Reached {
  count = 0;
  readonly place: Int32Array;
  /** Whole milliseconds or centimetres. */
  readonly cost: Float64Array;

  /** @param placeCount places of the search graph */
  constructor(placeCount: number) {
    this.place = new Int32Array(placeCount);
    this.cost = new Float64Array(placeCount);
  }

  add(place: number, cost: number): void {
    this.place[this.count] = place;
    this.cost[this.count++] = cost;
  }

  /**
   * Fills itself by a started Dijkstra search.
   * @param most  places after which it gives up
   * @returns     whether it came to the end of the budget
   */
  fill(labels: Labels, budget: number, most: number, deadline: Deadline): boolean {
    this.count = 0;
    while (labels.frontier <= budget) {
      const place = labels.settle(budget);
      if (place < 0) continue;
      if (this.count >= most) return false;
      deadline.tick();
      this.add(place, labels.costOf(place));
    }
    return true;
  }
}
