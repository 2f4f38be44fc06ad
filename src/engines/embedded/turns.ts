import {setImmediate} from 'node:timers/promises';

/** How long asks may be answered in a row before the event loop gets its turn, milliseconds. */
const LONGEST_TURN = 5;

/** Shares the thread between the asks of all batches and the rest of the process. */
export class Turns {
  private begun: number;

  constructor(private readonly now: () => number) {
    this.begun = now();
  }

  /** Waits until the next ask may be answered. @throws the signal's reason, once it is aborted */
  async next(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.now() - this.begun < LONGEST_TURN) return;
    await setImmediate();
    this.begun = this.now();
    signal.throwIfAborted();
  }
}
