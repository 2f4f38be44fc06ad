/**
 * Labels that others are still to be merged from, one after another in two arrays. Those that nobody needs any more leave
 * holes, which are closed when the arrays are full.
 */
export class KeptLabels {
  /** Slots of the arcs of all labels, in the order in which each place meets them. */
  slots = new Int32Array(CAPACITY);
  /** What it costs from the label's place to the upper end of each arc (or against the direction of travel). */
  costs = new Float64Array(CAPACITY);
  /** By rank: the label is `first[rank]` up to `end[rank]`. */
  readonly first: Uint32Array;
  readonly end: Uint32Array;
  /** Where the next label begins. */
  next = 0;
  private readonly isKept: Uint8Array;
  /** Ranks in the order of their labels, and among them those that were let go since the holes were closed last. */
  private readonly order: Int32Array;
  private kept = 0;

  constructor(placeCount: number) {
    this.first = new Uint32Array(placeCount);
    this.end = new Uint32Array(placeCount);
    this.isKept = new Uint8Array(placeCount);
    this.order = new Int32Array(placeCount);
  }

  /** Makes room for a label of so many arcs at `next`: `slots` and `costs` may be others afterwards. */
  reserve(length: number): void {
    if (this.next + length <= this.slots.length) return;
    this.closeHoles();
    let capacity = this.slots.length;
    // half of it empty, so that holes are seldom closed
    while (2 * (this.next + length) > capacity) capacity *= 2;
    if (capacity === this.slots.length) return;
    const {slots, costs} = this;
    this.slots = new Int32Array(capacity);
    this.costs = new Float64Array(capacity);
    this.slots.set(slots.subarray(0, this.next));
    this.costs.set(costs.subarray(0, this.next));
  }

  /** Keeps what was written from `next` on as the label of a place. */
  keep(rank: number, length: number): void {
    this.first[rank] = this.next;
    this.end[rank] = this.next += length;
    this.isKept[rank] = 1;
    this.order[this.kept++] = rank;
  }

  letGo(rank: number): void {
    this.isKept[rank] = 0;
  }

  private closeHoles(): void {
    const {slots, costs, first, end, order} = this;
    const {kept} = this;
    this.kept = 0;
    this.next = 0;
    for (let at = 0; at < kept; at++) {
      const rank = order[at];
      if (!this.isKept[rank]) continue;
      const length = end[rank] - first[rank];
      slots.copyWithin(this.next, first[rank], end[rank]);
      costs.copyWithin(this.next, first[rank], end[rank]);
      this.keep(rank, length);
    }
  }
}

/** Arcs: Porto never needs more than 45,000 at a time. */
const CAPACITY = 1 << 16;
