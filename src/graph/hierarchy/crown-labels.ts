import {GrowableFloat64, GrowableInt32} from '../growable.js';
import {Climb} from './climb.js';
import type {Hierarchy} from './hierarchy.js';

/**
 * Where each place of a hierarchy's crown (those of the highest ranks) climbs to, and at what cost: hub labels (Abraham
 * et al. 2011) of the crown alone. Most of what a climb settles lies there, and is looked up in these instead.
 */
export class CrownLabels {
  /** Entries of the place of rank `floor + p`: `first[p]` up to `first[p + 1]`, the nearest first, itself at cost 0. */
  readonly first: Uint32Array;
  /** By entry: the place that is reached, its rank less `floor`. */
  readonly hub: Int32Array;
  /** By entry: packed, see src/routing/cost.ts. */
  readonly cost: Float64Array;
  /** By entry: the arc of the hierarchy that the climb came by; -1 for the place itself. */
  readonly arc: Int32Array;
  /** By entry: the one that the climb came from; the place's own for itself. */
  readonly before: Int32Array;

  /** @param floor the lowest rank of the crown */
  constructor(
    hierarchy: Hierarchy,
    readonly floor: number,
    direction: 'onwards' | 'against',
  ) {
    const size = hierarchy.rank.length - floor;
    const climb = new Climb(hierarchy, direction);
    const entryOf = new Int32Array(size);
    const hub = new GrowableInt32();
    const cost = new GrowableFloat64();
    const arc = new GrowableInt32();
    const names = direction === 'onwards' ? hierarchy.upArc : hierarchy.downArc;
    const before = new GrowableInt32();
    this.first = new Uint32Array(size + 1);
    for (let place = 0; place < size; place++) {
      climb.begin().start(floor + place, 0, 0);
      while (!climb.isOver) {
        const rank = climb.settle();
        if (rank < 0) continue;
        entryOf[rank - floor] = hub.length;
        before.push(entryOf[climb.rankBefore(rank) - floor]);
        const slot = climb.slotTo(rank);
        arc.push(slot < 0 ? -1 : names[slot]);
        cost.push(climb.costOf(rank));
        hub.push(rank - floor);
      }
      this.first[place + 1] = hub.length;
    }
    this.hub = hub.toArray();
    this.cost = cost.toArray();
    this.arc = arc.toArray();
    this.before = before.toArray();
  }

  /**
   * The arcs of the hierarchy from a place of the crown to where an entry of its says that it climbs, the last one first.
   * @param arcs what they are added to
   * @returns    the rank of the place
   */
  wayTo(entry: number, arcs: number[]): number {
    const {arc, before, hub, floor} = this;
    let at = entry;
    for (; arc[at] >= 0; at = before[at]) arcs.push(arc[at]);
    return floor + hub[at];
  }
}
