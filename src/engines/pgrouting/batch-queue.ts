import {setMaxListeners} from 'node:events';
import {RoutingError, Timeout} from '../../routing/errors.js';
import type {Operation, Searched} from './operation.js';
import type {BatchNote} from './sent-statement.js';

/** What a batch did, for metrics. */
export interface BatchEvent extends BatchNote {
  readonly weight: number;
  readonly ranMs: number;
  readonly failed: boolean;
  /** What its searches ran on; null where it holds none, or failed. */
  readonly searched: Searched | null;
}

/**
 * The asks of one operation that wait for a connection. An ask leaves when it is answered, when its signal aborts or
 * when its time is up, wherever it is; a statement that nobody waits for any more is aborted.
 */
export class BatchQueue<Ask, Answer> {
  private waiting: Item<Ask, Answer>[] = [];

  constructor(
    private readonly operation: Operation<Ask, Answer>,
    private readonly timeoutMs: number,
    private readonly onBatch: (event: BatchEvent) => void,
    private readonly nextBatchNumber: () => number,
  ) {}

  get name(): string {
    return this.operation.name;
  }

  get length(): number {
    return this.waiting.length;
  }

  /** The place in the line of all queues of the ask that came first; Infinity where none waits. */
  get oldest(): number {
    return this.waiting[0]?.order ?? Infinity;
  }

  /** @param order place in the line of all queues */
  push(ask: Ask, order: number, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => {
        if (item.settled) return;
        item.settled = true;
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        outcome();
        this.letGo(item);
      };
      const item: Item<Ask, Answer> = {
        ask,
        order,
        signal,
        key: this.operation.key(ask),
        weight: this.operation.weight(ask),
        arrivedMs: performance.now(),
        alone: false,
        settled: false,
        batch: null,
        answer: (answer) => settle(() => resolve(answer)),
        fail: (error) => settle(() => reject(error)),
      };
      const onAbort = () => item.fail(signal.reason as Error);
      const timer = setTimeout(() => item.fail(new Timeout(this.timeoutMs)), this.timeoutMs);
      // a request's asks share its signal, and may be many
      setMaxListeners(0, signal);
      signal.addEventListener('abort', onAbort);
      this.waiting.push(item);
    });
  }

  /** Sends the oldest ask, together with those that may share its statement. Never rejects. */
  async sendNext(): Promise<void> {
    const items = this.takeBatch();
    const batch = {live: items.length, abort: new AbortController()};
    for (const item of items) item.batch = batch;
    const sentMs = performance.now();
    const leftMs = this.timeoutMs - (sentMs - Math.max(...items.map((item) => item.arrivedMs)));
    const note = {
      operation: this.name,
      number: this.nextBatchNumber(),
      items: items.length,
      waitedMs: sentMs - items[0].arrivedMs,
      signals: new Set(items.map((item) => item.signal)),
    };
    let failed = false;
    let searched: Searched | null = null;
    try {
      const answers = await this.operation.run(
        items.map((item) => item.ask),
        {
          signal: batch.abort.signal,
          deadlineMs: Math.max(1, Math.ceil(leftMs)),
          onSearched: (on) => (searched = on),
          batch: note,
        },
      );
      items.forEach((item, place) => {
        const answer = answers[place];
        if (answer instanceof RoutingError) item.fail(answer);
        else item.answer(answer);
      });
    } catch (error) {
      failed = true;
      this.fail(items, error as Error);
    }
    this.onBatch({...note, weight: weightOf(items), ranMs: performance.now() - sentMs, failed, searched});
  }

  /** Refuses all that wait. */
  clear(error: RoutingError): void {
    for (const item of [...this.waiting]) item.fail(error);
  }

  private takeBatch(): Item<Ask, Answer>[] {
    const [first] = this.waiting;
    const batch = [first];
    const rest: Item<Ask, Answer>[] = [];
    let weight = first.weight;
    for (const item of this.waiting.slice(1)) {
      const fits = !first.alone && !item.alone && item.key === first.key;
      if (fits && weight + item.weight <= this.operation.capacity) {
        batch.push(item);
        weight += item.weight;
      } else {
        rest.push(item);
      }
    }
    this.waiting = rest;
    return batch;
  }

  private fail(items: readonly Item<Ask, Answer>[], error: Error): void {
    // a failure that names no culprit may be one item's alone: each gets one more chance, apart from the others
    const again = items.length > 1 && !(error instanceof RoutingError) ? items.filter((item) => !item.settled) : [];
    for (const item of again) {
      item.alone = true;
      item.batch = null;
    }
    this.waiting = [...again, ...this.waiting].sort((a, b) => a.order - b.order);
    // the statement had only what was left of an ask's time; the ask had all of it
    const told = error instanceof Timeout ? new Timeout(this.timeoutMs) : error;
    if (again.length === 0) for (const item of items) item.fail(told);
  }

  private letGo(item: Item<Ask, Answer>): void {
    if (!item.batch) {
      this.waiting = this.waiting.filter((other) => other !== item);
    } else if (--item.batch.live === 0) {
      item.batch.abort.abort();
    }
  }
}

interface Item<Ask, Answer> {
  readonly ask: Ask;
  readonly order: number;
  readonly signal: AbortSignal;
  readonly key: string;
  readonly weight: number;
  readonly arrivedMs: number;
  /** Set after its batch failed: it shares no statement any more. */
  alone: boolean;
  settled: boolean;
  batch: {live: number; readonly abort: AbortController} | null;
  answer(answer: Answer): void;
  fail(error: Error): void;
}

function weightOf(items: readonly {readonly weight: number}[]): number {
  return items.reduce((sum, item) => sum + item.weight, 0);
}
