import {Overloaded} from '../../routing/errors.js';

/** How long asks may be answered in a row before the event loop gets its turn, milliseconds. */
const LONGEST_TURN = 5;

/**
 * Shares the thread between the asks of all batches and the rest of the process. Between two that waited the event loop
 * goes round once, however many wait: health probes and refusals are answered under any load.
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

  /** Waits until the next ask may be answered. @throws the signal's reason, once it is aborted; Overloaded */
  async next(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.now() - this.begun < LONGEST_TURN) return;
    const since = this.now();
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      if (this.waiting.length === 1) setImmediate(() => this.grant());
    });
    signal.throwIfAborted();
    if (this.begun - since > this.longestWaitMs) throw new Overloaded(this.waiting.length);
  }

  private grant(): void {
    this.begun = this.now();
    this.waiting.shift()?.();
    if (this.waiting.length > 0) setImmediate(() => this.grant());
  }
}
