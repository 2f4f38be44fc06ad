import {Overloaded} from '../routing/errors.js';

/** What the requests that begin together send in all, bytes: a handful of long queries. */
const ROUND_BYTES = 24_000;
/** What each of them counts for at least: so sixteen that are short begin together. */
const LEAST_BYTES = 1500;

interface Waiting {
  readonly bytes: number;
  readonly sinceMs: number;
  readonly begin: (refused?: Overloaded) => void;
}

/**
 * Lets requests that are read begin in rounds, one each time that the event loop goes round. Those of a round are
 * answered side by side, step by step, so that the processor finds the code of a step at hand, and what a step takes of
 * the network; rounds are short, so that what requests hold half-way is little, and mostly gone before a collection of
 * garbage would have to move it. What a request is going to take is told by its length: long ones are those of many
 * fields or many places.
 */
export class Rounds {
  private readonly waiting: Waiting[] = [];
  private bytesLeft = ROUND_BYTES;
  private isRunning = false;

  /**
   * @param longestWaitMs after which a request is refused instead: whoever asked is hardly there any more
   * @param now           a clock that never goes back, milliseconds
   */
  constructor(
    private readonly longestWaitMs: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Whether a request waits for those before it. */
  get hasWaiting(): boolean {
    return this.waiting.length > 0;
  }

  /**
   * Begins a request in its turn: at once, if this round has room.
   * @param bytes what it sent
   * @param begin called once; with an error where it waited for too long
   */
  enter(bytes: number, begin: Waiting['begin']): void {
    if (this.waiting.length > 0 || this.bytesLeft <= 0) {
      this.waiting.push({bytes, sinceMs: this.now(), begin});
      return;
    }
    this.take(bytes);
    begin();
  }

  private take(bytes: number): void {
    this.bytesLeft -= Math.max(bytes, LEAST_BYTES);
    if (this.isRunning) return;
    this.isRunning = true;
    setImmediate(() => this.next());
  }

  private next(): void {
    this.isRunning = false;
    this.bytesLeft = ROUND_BYTES;
    const overdue = this.now() - this.longestWaitMs;
    while (this.bytesLeft > 0) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      if (next.sinceMs < overdue) {
        next.begin(new Overloaded(this.waiting.length));
      } else {
        this.take(next.bytes);
        next.begin();
      }
    }
  }
}
