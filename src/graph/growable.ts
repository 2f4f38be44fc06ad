type NumberArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A typed array that grows at its end: amortised constant time a number, no JavaScript object each. */
export class Growable<T extends NumberArray> {
  length = 0;
  private numbers: T;

  /** @param make  such as `(length) => new Int32Array(length)` */
  constructor(
    private readonly make: (length: number) => T,
    capacity = 1024,
  ) {
    this.numbers = make(capacity);
  }

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const larger = this.make(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = number;
  }

  at(index: number): number {
    return this.numbers[index];
  }

  /** What was pushed, where it stands: good until the next push. */
  taken(): T {
    return this.numbers.subarray(0, this.length) as T;
  }

  /** What was pushed, in an array of exactly that length. */
  toArray(): T {
    return this.numbers.slice(0, this.length) as T;
  }
}
