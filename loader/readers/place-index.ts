import {GrowableInt32} from '../../src/graph/growable.js';

/**
 * Numbers places by their coordinates and level. Coordinates one unit apart are one place, with the coordinates that
 * were seen first: equal places come out so after two roundings. Numbers follow the order of first sight. A hash table
 * with linear probing over typed arrays, which takes a tenth of what a Map of strings does.
 */
export class PlaceIndex {
  private readonly xs = new GrowableInt32();
  private readonly ys = new GrowableInt32();
  private readonly levels = new GrowableInt32();
  private slots = new Int32Array(1 << 12).fill(-1);

  get count(): number {
    return this.xs.length;
  }

  /** The coordinates and levels of all places so far, by number. */
  coordinates(): {readonly x: Int32Array; readonly y: Int32Array; readonly level: Int32Array} {
    return {x: this.xs.toArray(), y: this.ys.toArray(), level: this.levels.toArray()};
  }

  /** The number of a place, a new one where neither it nor a neighbour was seen before. */
  number(x: number, y: number, level: number): number {
    const slot = this.slotOf(x, y, level);
    if (this.slots[slot] >= 0) return this.slots[slot];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        const neighbour = this.slots[this.slotOf(x + dx, y + dy, level)];
        if (neighbour >= 0) return neighbour;
      }
    }
    const place = this.count;
    this.slots[slot] = place;
    this.xs.push(x);
    this.ys.push(y);
    this.levels.push(level);
    if (2 * place > this.slots.length) this.grow();
    return place;
  }

  private slotOf(x: number, y: number, level: number): number {
    const {xs, ys, levels, slots} = this;
    const mask = slots.length - 1;
    // odd multipliers of MurmurHash3 and Knuth spread neighbours apart
    let hash = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b) ^ Math.imul(level, 0xc2b2ae35);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const place = slots[slot];
      if (place < 0 || (xs.at(place) === x && ys.at(place) === y && levels.at(place) === level)) return slot;
    }
  }

  private grow(): void {
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    for (let place = 0; place < this.count; place++) {
      this.slots[this.slotOf(this.xs.at(place), this.ys.at(place), this.levels.at(place))] = place;
    }
  }
}
