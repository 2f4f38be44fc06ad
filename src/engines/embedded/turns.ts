import {Overloaded} from '../../routing/errors.js';

/** How long asks may be answered in a row before the event loop gets its turn, milliseconds. */
const LONGEST_TURN = 5;

/**
 * Shares the thread between the asks of all batches and the rest of the process: those that wait are answered in their
 * order, for some milliseconds in a row, and then the event loop goes round once, however many wait. So health probes and
 * refusals are answered under any load.
 */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private begun: number;

  /** @param longestWaitMs after which a wait is given up: whoever asked is hardly there any more */
  constructor(
    private readonly now: () => number,
    private readonly longestWaitMs: number,
  ) {
    this.begun = now();
  }

  /** Does a piece of work, which nothing interrupts, in its turn. @throws the signal's reason, once it is aborted; Overloaded */
  async run<Result>(signal: AbortSignal, work: () => Result): Promise<Awaited<Result>> {
    signal.throwIfAborted();
    if (this.waiting.length === 0 && !this.isOver()) return await work();
    const since = this.now();
    const inTurn = () => {
      signal.throwIfAborted();
      if (this.begun - since > this.longestWaitMs) throw new Overloaded(this.waiting.length);
      return work();
    };
    return await new Promise<Result>((resolve) => {
      // what it throws, the promise rejects with
      this.waiting.push(() => resolve(promiseOf(inTurn)));
      if (this.waiting.length === 1) setImmediate(() => this.grant());
    });
  }

  /** Waits until what cannot be done in one piece may go on. @throws as `run` */
  next(signal: AbortSignal): Promise<void> {
    return this.run(signal, () => undefined);
  }

  private grant(): void {
    this.begun = this.now();
    do this.waiting.shift()?.();
    while (this.waiting.length > 0 && !this.isOver());
    if (this.waiting.length > 0) setImmediate(() => this.grant());
  }

  private isOver(): boolean {
    return this.now() - this.begun >= LONGEST_TURN;
  }
}

async function promiseOf<Result>(work: () => Result): Promise<Awaited<Result>> {
  return await work();
}
