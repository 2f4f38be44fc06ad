import {firstMeasure} from '../../routing/cost.js';
import type {Climb} from './climb.js';
import type {Hierarchy} from './hierarchy.js';

/** What no way costs less than, where none leads, or none of less: 12 days or 10,737 km. Two add up within 32 bits. */
export const FAR = 2 ** 30 - 1;

/**
 * Least costs from a climb's starts to every place (or, against the direction of travel, from every place to them): the
 * climb goes on to its end, and then one pass over all places from the top of the hierarchy down relaxes the arcs that
 * descend (PHAST, Delling et al. 2013).
 */
export class Sweep {
  /** By rank, of the first measure alone: whole milliseconds or centimetres, `FAR` at most. Good until the next run. */
  readonly cost: Int32Array;
  private readonly first: Uint32Array;
  private readonly above: Int32Array;
  private readonly arcCost: Int32Array;

  constructor(hierarchy: Hierarchy, direction: 'onwards' | 'against') {
    const {rank, firstUp, upHead, upCost, firstDown, downTail, downCost} = hierarchy;
    this.cost = new Int32Array(rank.length);
    const [first, above, arcCost] =
      direction === 'onwards' ? [firstDown, downTail, downCost] : [firstUp, upHead, upCost];
    this.first = first;
    this.above = above;
    this.arcCost = Int32Array.from(arcCost, wholeCost);
  }

  /** @param climb  of the same hierarchy and direction, started, with nothing settled yet */
  run(climb: Climb): this {
    const {cost, first, above, arcCost} = this;
    cost.fill(FAR);
    while (!climb.isOver) {
      const place = climb.settle();
      if (place >= 0) cost[place] = wholeCost(climb.costOf(place));
    }
    for (let place = cost.length - 1; place >= 0; place--) {
      let best = cost[place];
      for (let slot = first[place], end = first[place + 1]; slot < end; slot++) {
        const more = cost[above[slot]] + arcCost[slot] - best;
        // the lesser of two without a branch, which no processor could foresee: it takes two thirds of the time
        best += more & (more >> 31);
      }
      cost[place] = best;
    }
    return this;
  }
}

/** @param packed see src/routing/cost.ts */
function wholeCost(packed: number): number {
  return Math.min(FAR, firstMeasure(packed));
}
