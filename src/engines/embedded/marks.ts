/** A set of small numbers that forgets all of them at once, without clearing its array. */
export class Marks {
  private readonly stamp: Uint32Array;
  private generation = 1;

  /** @param count numbers from 0 to below it may be marked */
  constructor(count: number) {
    this.stamp = new Uint32Array(count);
  }

  /** Forgets every mark. */
  clear(): this {
    if (++this.generation > 0xffffffff) {
      this.stamp.fill(0);
      this.generation = 1;
    }
    return this;
  }

  has(number: number): boolean {
    return this.stamp[number] === this.generation;
  }

  /** @returns whether the number is marked for the first time */
  add(number: number): boolean {
    if (this.has(number)) return false;
    this.stamp[number] = this.generation;
    return true;
  }
}
