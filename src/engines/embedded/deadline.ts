import {Timeout} from '../../routing/errors.js';

/** How many places a search settles between two looks at the clock: some milliseconds' work. */
const SETTLED_BETWEEN_LOOKS = 4096;

/** The moment by which a search has to be done. */
export class Deadline {
  private readonly end: number;
  private settled = 0;

  /**
   * @param milliseconds from now; Infinity for none
   * @param now          the clock, milliseconds
   */
  constructor(
    private readonly milliseconds: number,
    private readonly now: () => number,
  ) {
    this.end = now() + milliseconds;
  }

  /** To be called for every place settled: looks at the clock now and then. @throws Timeout */
  tick(): void {
    if (++this.settled % SETTLED_BETWEEN_LOOKS === 0) this.check();
  }

  /** Looks at the clock. @throws Timeout */
  check(): void {
    if (this.now() > this.end) throw new Timeout(this.milliseconds);
  }
}
