import type {Climb} from './climb.js';
import type {Hierarchy} from './hierarchy.js';

/** Sweeps that go on side by side: as many costs as a line of the processor's cache holds. */
export const LANES = 8;

/**
 * Several sweeps (see `Sweep`) onwards in one pass: an arc that descends is read once for all of them, and what they have
 * to say of its ends stands together (Delling et al. 2013, section V).
 */
export class Sweeps {
  /** Of the place of rank r in lane l at `r * LANES + l`, packed; Infinity where no way leads. Good until the next. */
  readonly cost: Float64Array;

  constructor(private readonly hierarchy: Hierarchy) {
    this.cost = new Float64Array(hierarchy.rank.length * LANES);
  }

  /** Forgets the last sweeps. */
  begin(): this {
    this.cost.fill(Infinity);
    return this;
  }

  /** Lets a climb go on to its end. @param climb  onwards in the same hierarchy, started, with nothing settled yet */
  climb(climb: Climb, lane: number): void {
    while (!climb.isOver) {
      const place = climb.settle();
      if (place >= 0) this.cost[place * LANES + lane] = climb.costOf(place);
    }
  }

  /** Goes down from the top of the hierarchy, once all have climbed. */
  descend(): void {
    const {cost} = this;
    const {firstDown, downTail, downCost} = this.hierarchy;
    for (let place = firstDown.length - 2; place >= 0; place--) {
      const at = place * LANES;
      for (let slot = firstDown[place], end = firstDown[place + 1]; slot < end; slot++) {
        const above = downTail[slot] * LANES;
        const arcCost = downCost[slot];
        for (let lane = 0; lane < LANES; lane++) {
          const total = cost[above + lane] + arcCost;
          if (total < cost[at + lane]) cost[at + lane] = total;
        }
      }
    }
  }
}
