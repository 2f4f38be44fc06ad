type NumberArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A typed array that grows at its end: amortised constant time a number, no JavaScript object each. */
export class Growable<T extends NumberArray> {
  length = 0;
  protected numbers: T;

  /** @param make  such as `(length) => new Uint32Array(length)` */
  constructor(
    private readonly make: (length: number) => T,
    capacity = 1024,
  ) {
    this.numbers = make(capacity);
  }

  push(number: number): void {
    if (this.length === this.numbers.length) this.grow();
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

  protected grow(): void {
    const larger = this.make(this.length * 2);
    larger.set(this.numbers);
    this.numbers = larger;
  }
}

/**
 * The two kinds that most numbers are of have code of their own: code that has met all kinds of arrays is compiled to look
 * up each time what it has before it.
 */
export class GrowableInt32 extends Growable<Int32Array> {
  constructor(capacity?: number) {
    super((length) => new Int32Array(length), capacity);
  }

  override push(number: number): void {
    if (this.length === this.numbers.length) this.grow();
    this.numbers[this.length++] = number;
  }

  override at(index: number): number {
    return this.numbers[index];
  }
}

export class GrowableFloat64 extends Growable<Float64Array> {
  constructor(capacity?: number) {
    super((length) => new Float64Array(length), capacity);
  }

  override push(number: number): void {
    if (this.length === this.numbers.length) this.grow();
    this.numbers[this.length++] = number;
  }

  override at(index: number): number {
    return this.numbers[index];
  }
}
