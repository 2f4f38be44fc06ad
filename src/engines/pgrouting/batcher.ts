import {NetworkUnavailable, Overloaded} from '../../routing/errors.js';
import {type BatchEvent, BatchQueue} from './batch-queue.js';
import type {Operation} from './operation.js';

export interface BatcherOptions {
  /** Statements that may run at once: the pool's size, so that no statement ever waits for a connection. */
  readonly connections: number;
  /** Asks that may wait, of all operations together. */
  readonly queueMax: number;
  /** From an ask's arrival to its time-out, milliseconds. */
  readonly timeoutMs: number;
  /** Hears of each batch when it is done. */
  readonly onBatch?: (event: BatchEvent) => void;
}

/** Answers one ask of an operation. */
export type Ask<Asked, Answer> = (asked: Asked, signal: AbortSignal) => Promise<Answer>;

/**
 * Gathers the asks of all requests of this process into statements. While every connection is busy, asks wait and
 * gather; when one frees, the oldest ask goes out with all that may share its statement. So batches grow with the load
 * and an idle server adds no more wait than the rest of the event loop's turn.
 */
export class Batcher {
  private readonly queues: Line[] = [];
  private arrivals = 0;
  private batches = 0;
  private running = 0;
  private scheduled = false;
  private closed = false;

  constructor(private readonly options: BatcherOptions) {}

  /** Asks that wait for a connection now. */
  get waiting(): number {
    return this.queues.reduce((sum, queue) => sum + queue.length, 0);
  }

  /** Statements that run now. */
  get active(): number {
    return this.running;
  }

  /**
   * Opens the queue of an operation.
   * @returns a function that rejects with Overloaded when the queue is full, Timeout when the ask's time is up, and the
   *          signal's reason when it aborts
   */
  open<Asked, Answer>(operation: Operation<Asked, Answer>): Ask<Asked, Answer> {
    const {timeoutMs, queueMax, onBatch = () => {}} = this.options;
    const queue = new BatchQueue(operation, timeoutMs, onBatch, () => ++this.batches);
    this.queues.push(queue);
    return async (asked, signal) => {
      signal.throwIfAborted();
      if (this.closed) throw new NetworkUnavailable('The gateway is shutting down.');
      if (this.waiting >= queueMax) throw new Overloaded(queueMax);
      this.wake();
      return queue.push(asked, this.arrivals++, signal);
    };
  }

  /** Refuses new asks and those that wait; statements that run come to their end. */
  close(): void {
    this.closed = true;
    for (const queue of this.queues) queue.clear(new NetworkUnavailable('The gateway is shutting down.'));
  }

  private wake(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    // the rest of this turn may bring more asks for the same statement, such as the other fields of a request
    setImmediate(() => {
      this.scheduled = false;
      this.dispatch();
    });
  }

  private dispatch(): void {
    while (this.running < this.options.connections) {
      const next = this.queues.reduce<Line | null>(
        (first, queue) => (queue.oldest < (first?.oldest ?? Infinity) ? queue : first),
        null,
      );
      if (!next) return;
      this.running++;
      void next.sendNext().finally(() => {
        this.running--;
        this.wake();
      });
    }
  }
}

/** A queue, whatever it asks. */
type Line = Pick<BatchQueue<never, unknown>, 'length' | 'oldest' | 'sendNext' | 'clear'>;
