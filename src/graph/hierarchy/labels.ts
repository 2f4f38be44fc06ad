import {GrowableInt32} from '../growable.js';
import {Climb} from './climb.js';
import type {Hierarchy} from './hierarchy.js';

/**
 * What a place needs to reach (onwards), or be reached from (against), the top of the hierarchy: the arcs of the tree
 * that its climb grows. A best path from one place to another lies within the label of its start and that of its end
 * (hub labels kept as trees; Abraham et al. 2011), so a search over the two finds it.
 */
export class Labels {
  private readonly climb: Climb;
  private readonly slots = new GrowableInt32();

  constructor(hierarchy: Hierarchy, direction: 'onwards' | 'against') {
    this.climb = new Climb(hierarchy, direction);
  }

  /**
   * The label of the place of a rank: slots of the hierarchy's `upArc` (onwards) or `downArc` (against), in the order in
   * which they are met. Good until the next.
   */
  of(rank: number): Int32Array {
    const {climb, slots} = this;
    slots.length = 0;
    climb.begin().start(rank, 0, 0);
    while (!climb.isOver) {
      const place = climb.settle();
      if (place >= 0 && place !== rank) slots.push(climb.slotTo(place));
    }
    return slots.taken();
  }
}
