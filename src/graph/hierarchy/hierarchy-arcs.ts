import type {Hierarchy} from './hierarchy.js';

/** The arcs of one direction of a hierarchy by slot, with their ends named by place. */
export class HierarchyArcs {
  /** Arcs of the hierarchy. */
  readonly id: Int32Array;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Packed. */
  readonly cost: Float64Array;
  /** Places by rank. */
  readonly placeOf: Int32Array;

  /** @param direction onwards: those that lead up; against: those that lead down */
  constructor(hierarchy: Hierarchy, direction: 'onwards' | 'against') {
    const {rank, firstUp, upHead, upCost, upArc, firstDown, downTail, downCost, downArc} = hierarchy;
    const placeOf = (this.placeOf = new Int32Array(rank.length));
    rank.forEach((of, place) => (placeOf[of] = place));
    const [first, above] = direction === 'onwards' ? [firstUp, upHead] : [firstDown, downTail];
    const low = new Int32Array(above.length);
    for (let of = 0; of < rank.length; of++) low.fill(placeOf[of], first[of], first[of + 1]);
    const high = above.map((of) => placeOf[of]);
    [this.tail, this.head] = direction === 'onwards' ? [low, high] : [high, low];
    [this.id, this.cost] = direction === 'onwards' ? [upArc, upCost] : [downArc, downCost];
  }
}
