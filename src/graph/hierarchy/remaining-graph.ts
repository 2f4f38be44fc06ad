/** End of a list of arcs; no arc. */
export const NONE = -1;

/**
 * The graph that is left while places are contracted one by one. The arcs out of and into a place are linked lists, so
 * that arcs come and go at little cost; an arc keeps its number for good. No two arcs lead from one place to the same
 * other, and none back to its own place: such an arc is on no best path, or another serves as well.
 */
export class RemainingGraph {
  arcCount = 0;
  tail: Int32Array;
  head: Int32Array;
  /** Packed. */
  cost: Float64Array;
  /** Arcs of the search graph that an arc stands for. */
  hops: Int32Array;
  /** A shortcut: the arc into the place that it leads past, and the one out of it. Others: the search graph's arc, NONE. */
  before: Int32Array;
  after: Int32Array;
  nextOut: Int32Array;
  nextIn: Int32Array;
  readonly firstOut: Int32Array;
  readonly firstIn: Int32Array;

  constructor(placeCount: number, capacity: number) {
    this.firstOut = new Int32Array(placeCount).fill(NONE);
    this.firstIn = new Int32Array(placeCount).fill(NONE);
    this.tail = new Int32Array(capacity);
    this.head = new Int32Array(capacity);
    this.cost = new Float64Array(capacity);
    this.hops = new Int32Array(capacity);
    this.before = new Int32Array(capacity);
    this.after = new Int32Array(capacity);
    this.nextOut = new Int32Array(capacity);
    this.nextIn = new Int32Array(capacity);
  }

  /** Adds an arc in the place of a dearer one between the same places; leaves one that is no dearer. */
  offer(tail: number, head: number, cost: number, hops: number, before: number, after: number): void {
    if (tail === head) return;
    const known = this.find(tail, head);
    if (known !== NONE) {
      if (this.cost[known] <= cost) return;
      this.unlinkOut(known);
      this.unlinkIn(known);
    }
    if (this.arcCount === this.tail.length) this.grow();
    const arc = this.arcCount++;
    this.tail[arc] = tail;
    this.head[arc] = head;
    this.cost[arc] = cost;
    this.hops[arc] = hops;
    this.before[arc] = before;
    this.after[arc] = after;
    this.nextOut[arc] = this.firstOut[tail];
    this.firstOut[tail] = arc;
    this.nextIn[arc] = this.firstIn[head];
    this.firstIn[head] = arc;
  }

  /** Takes a place out: its neighbours' lists no longer hold its arcs, its own still do. */
  remove(place: number): void {
    for (let arc = this.firstOut[place]; arc !== NONE; arc = this.nextOut[arc]) this.unlinkIn(arc);
    for (let arc = this.firstIn[place]; arc !== NONE; arc = this.nextIn[arc]) this.unlinkOut(arc);
  }

  private find(tail: number, head: number): number {
    let arc = this.firstOut[tail];
    while (arc !== NONE && this.head[arc] !== head) arc = this.nextOut[arc];
    return arc;
  }

  private unlinkOut(arc: number): void {
    const tail = this.tail[arc];
    if (this.firstOut[tail] === arc) {
      this.firstOut[tail] = this.nextOut[arc];
      return;
    }
    let at = this.firstOut[tail];
    while (this.nextOut[at] !== arc) at = this.nextOut[at];
    this.nextOut[at] = this.nextOut[arc];
  }

  private unlinkIn(arc: number): void {
    const head = this.head[arc];
    if (this.firstIn[head] === arc) {
      this.firstIn[head] = this.nextIn[arc];
      return;
    }
    let at = this.firstIn[head];
    while (this.nextIn[at] !== arc) at = this.nextIn[at];
    this.nextIn[at] = this.nextIn[arc];
  }

  private grow(): void {
    const capacity = Math.ceil(this.tail.length * 1.5) + 16;
    for (const column of ['tail', 'head', 'hops', 'before', 'after', 'nextOut', 'nextIn'] as const) {
      const larger = new Int32Array(capacity);
      larger.set(this[column]);
      this[column] = larger;
    }
    const cost = new Float64Array(capacity);
    cost.set(this.cost);
    this.cost = cost;
  }
}
