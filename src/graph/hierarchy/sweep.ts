import type {Climb} from './climb.js';
import type {Hierarchy} from './hierarchy.js';

/**
 * Least costs from a climb's starts to every place (or, against the direction of travel, from every place to them): the
 * climb goes on to its end, and then one pass over all places from the top of the hierarchy down relaxes the arcs that
 * descend (PHAST, Delling et al. 2013).
 */
export class Sweep {
  /** By rank, packed; Infinity where no way leads. Good until the next run. */
  readonly cost: Float64Array;
  private readonly first: Uint32Array;
  private readonly above: Int32Array;
  private readonly arcCost: Float64Array;

  constructor(hierarchy: Hierarchy, direction: 'onwards' | 'against') {
    const {rank, firstUp, upHead, upCost, firstDown, downTail, downCost} = hierarchy;
    this.cost = new Float64Array(rank.length);
    [this.first, this.above, this.arcCost] =
      direction === 'onwards' ? [firstDown, downTail, downCost] : [firstUp, upHead, upCost];
  }

  /** @param climb  of the same hierarchy and direction, started, with nothing settled yet */
  run(climb: Climb): this {
    const {cost, first, above, arcCost} = this;
    cost.fill(Infinity);
    while (!climb.isOver) {
      const place = climb.settle();
      if (place >= 0) cost[place] = climb.costOf(place);
    }
    for (let place = cost.length - 1; place >= 0; place--) {
      let best = cost[place];
      for (let slot = first[place], end = first[place + 1]; slot < end; slot++) {
        const total = cost[above[slot]] + arcCost[slot];
        if (total < best) best = total;
      }
      cost[place] = best;
    }
    return this;
  }
}
