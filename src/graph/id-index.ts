/**
 * Numbers ids from 0 in the order in which they are first added: a hash table with linear probing over typed arrays,
 * since a Map would hold an object for each id beyond 2^31.
 */
export class IdIndex {
  count = 0;
  private ids: Float64Array;
  private numbers: Int32Array;
  private mask: number;

  constructor(capacity = 1024) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(16, capacity * 2)));
    this.ids = new Float64Array(size);
    this.numbers = new Int32Array(size).fill(-1);
    this.mask = size - 1;
  }

  /** @returns the id's number, a new one if it was not there */
  add(id: number): number {
    if (this.count * 2 >= this.ids.length) this.grow();
    const slot = this.slotOf(id);
    if (this.numbers[slot] < 0) {
      this.ids[slot] = id;
      this.numbers[slot] = this.count++;
    }
    return this.numbers[slot];
  }

  /** @returns the id's number, -1 where it was never added */
  find(id: number): number {
    return this.numbers[this.slotOf(id)];
  }

  private slotOf(id: number): number {
    // ids are whole numbers up to 2^53 of either sign: both halves are mixed (multipliers of MurmurHash3)
    let hash = Math.imul((id | 0) ^ Math.imul(Math.floor(id / 2 ** 32) | 0, 0x85ebca6b), 0xc2b2ae35);
    hash ^= hash >>> 15;
    let slot = hash & this.mask;
    while (this.numbers[slot] >= 0 && this.ids[slot] !== id) slot = (slot + 1) & this.mask;
    return slot;
  }

  private grow(): void {
    const {ids, numbers} = this;
    this.ids = new Float64Array(ids.length * 2);
    this.numbers = new Int32Array(ids.length * 2).fill(-1);
    this.mask = this.ids.length - 1;
    for (let old = 0; old < ids.length; old++) {
      if (numbers[old] < 0) continue;
      const slot = this.slotOf(ids[old]);
      this.ids[slot] = ids[old];
      this.numbers[slot] = numbers[old];
    }
  }
}
