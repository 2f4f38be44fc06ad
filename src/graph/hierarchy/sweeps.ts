import type {Climb} from './climb.js';
import type {Hierarchy} from './hierarchy.js';

/** Sweeps that go on side by side: as many costs as a line of the processor's cache holds. `descend` names each. */
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

  /**
   * Goes down from the top of the hierarchy, once all have climbed. Lane by lane it is written out, which keeps a place's
   * costs in registers: as a loop over the lanes it takes half as long again.
   */
  descend(): void {
    const {cost} = this;
    const {firstDown, downTail, downCost} = this.hierarchy;
    for (let place = firstDown.length - 2; place >= 0; place--) {
      const at = place * LANES;
      let best0 = cost[at];
      let best1 = cost[at + 1];
      let best2 = cost[at + 2];
      let best3 = cost[at + 3];
      let best4 = cost[at + 4];
      let best5 = cost[at + 5];
      let best6 = cost[at + 6];
      let best7 = cost[at + 7];
      for (let slot = firstDown[place], end = firstDown[place + 1]; slot < end; slot++) {
        const above = downTail[slot] * LANES;
        const arcCost = downCost[slot];
        best0 = Math.min(best0, cost[above] + arcCost);
        best1 = Math.min(best1, cost[above + 1] + arcCost);
        best2 = Math.min(best2, cost[above + 2] + arcCost);
        best3 = Math.min(best3, cost[above + 3] + arcCost);
        best4 = Math.min(best4, cost[above + 4] + arcCost);
        best5 = Math.min(best5, cost[above + 5] + arcCost);
        best6 = Math.min(best6, cost[above + 6] + arcCost);
        best7 = Math.min(best7, cost[above + 7] + arcCost);
      }
      cost[at] = best0;
      cost[at + 1] = best1;
      cost[at + 2] = best2;
      cost[at + 3] = best3;
      cost[at + 4] = best4;
      cost[at + 5] = best5;
      cost[at + 6] = best6;
      cost[at + 7] = best7;
    }
  }
}
