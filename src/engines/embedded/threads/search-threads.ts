import DataLoader from 'dataloader';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {Piscina} from 'piscina';
import type {Costs, CostsAsk, PathAsk, Reach, ReachAsk, SnapAsk, SnapCandidates} from '../../../routing/engine.js';
import {Overloaded, type RoutingError, Timeout} from '../../../routing/errors.js';
import type {FoundWay} from '../hierarchy-searches.js';
import {type Asked, type AskedLong, type Found, type LongFound, sharedMs} from './message.js';
import {packPathAsks, type PackedWays, unpackWays} from './path-message.js';
import type {ThreadNetwork} from './search-thread.js';
import {packSnapAsks, unpackSnaps} from './snap-message.js';

/** What a request asks at one moment at least, for the way to a thread and back to be worth it. */
const LEAST_POINTS = 16;
const LEAST_PATHS = 8;

/** Messages that a thread has before it, at most. */
const LONGEST_QUEUE = 16;

export interface SearchThreadsOptions extends ThreadNetwork {
  /** Threads, 1 or more. */
  readonly count: number;
  /** After which a long search that waits for its turn is refused, milliseconds. */
  readonly longestWaitMs: number;
  /** Whether requests wait for the thread that asks. */
  readonly othersWait: () => boolean;
  /** Hears, once, why no thread searches any more. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * Searches beside the event loop what would hold it up: one long search, or while other requests wait for it, large
 * batches of short ones. While none waits it would only wait itself, and searches quicker than a message goes there and
 * back. Each thread looks into the same mapped file. What requests ask in batches at the same moment goes to a thread as
 * one message.
 */
export class SearchThreads {
  private readonly pool: Piscina<Asked, Found>;
  private readonly snaps;
  private readonly paths;
  private longSearches = 0;
  private isReady = false;
  private isClosed = false;

  /** @returns null where the sources are run as they are, and there is no compiled thread */
  static open(options: SearchThreadsOptions): SearchThreads | null {
    return threadFile === null ? null : new SearchThreads(threadFile, options);
  }

  private constructor(
    filename: string,
    private readonly options: SearchThreadsOptions,
  ) {
    const {count, file, version, timeoutMs} = options;
    const workerData: ThreadNetwork = {file, version, timeoutMs};
    this.pool = new Piscina({
      filename,
      workerData,
      minThreads: count,
      maxThreads: count,
      // so that a thread has its next message at hand, however long the event loop is in coming round
      concurrentTasksPerWorker: LONGEST_QUEUE,
      recordTiming: false,
    });
    this.snaps = gathered<SnapAsk, SnapCandidates[]>(async (asks) => {
      const found = await this.pool.run({snaps: packSnapAsks(asks)}).catch(this.fail);
      return found && unpackSnaps(found as Float64Array, asks);
    });
    this.paths = gathered<PathAsk, FoundWay | RoutingError>(async (asks) => {
      const found = await this.pool.run({paths: packPathAsks(asks)}).catch(this.fail);
      return found && unpackWays(found as PackedWays, timeoutMs);
    });
    this.pool.on('error', this.fail);
    this.pool.run({open: true}).then(() => (this.isReady = true), this.fail);
  }

  /** Whether there are enough points, and a thread that has time for them. */
  takeSnaps(asks: readonly SnapAsk[]): boolean {
    let points = 0;
    for (const ask of asks) points += ask.points.length;
    return points >= LEAST_POINTS && this.takesBatches();
  }

  /** The candidates of each ask's points; null where no thread looked for them. */
  snap(asks: readonly SnapAsk[]): Promise<SnapCandidates[][] | null> {
    return this.snaps.load(asks);
  }

  /** Whether there are enough of them, and a thread that has time for them. */
  takePaths(asks: readonly PathAsk[]): boolean {
    return asks.length >= LEAST_PATHS && this.takesBatches();
  }

  /** The way of each ask, all of weightings that have a hierarchy; null where no thread looked for them. */
  ways(asks: readonly PathAsk[]): Promise<(FoundWay | RoutingError)[] | null> {
    return this.paths.load(asks);
  }

  /** What is reached, a Timeout or Overloaded; null where too much waits for the threads, or they failed. */
  reach(ask: ReachAsk): Promise<Reach | RoutingError | null> {
    return this.searchLong<Reach>((untilMs) => ({reach: ask, untilMs}));
  }

  /** What it costs, a Timeout or Overloaded; null where too much waits for the threads, or they failed. */
  costs(ask: CostsAsk): Promise<Costs | RoutingError | null> {
    return this.searchLong<Costs>((untilMs) => ({costs: ask, untilMs}));
  }

  /** Ends the threads; what they were asked comes to nothing. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.pool.destroy();
  }

  private readonly fail = (error: unknown): null => {
    if (!this.isClosed) {
      this.options.onFailed(error);
      void this.close();
    }
    return null;
  };

  private async searchLong<Answer extends Reach | Costs>(
    asked: (untilMs: number) => AskedLong,
  ): Promise<Answer | RoutingError | null> {
    if (!this.hasRoom()) return null;
    const {timeoutMs, longestWaitMs} = this.options;
    const waiting = this.longSearches++;
    const found = (await this.pool.run(asked(sharedMs() + longestWaitMs)).catch(this.fail)) as LongFound<Answer> | null;
    this.longSearches--;
    if (found === 'TIMEOUT') return new Timeout(timeoutMs);
    return found === 'OVERLOADED' ? new Overloaded(waiting) : found;
  }

  private hasRoom(): boolean {
    return this.isReady && !this.isClosed && this.pool.queueSize === 0;
  }

  /** A thread at a long search has no time for what others wait for. */
  private takesBatches(): boolean {
    return this.hasRoom() && this.longSearches < this.options.count && this.options.othersWait();
  }
}

/** Sends what is asked at the same moment as one, and gives each who asked their own answers. */
function gathered<Ask, Answer>(send: (asks: readonly Ask[]) => Promise<Answer[] | null>) {
  return new DataLoader<readonly Ask[], Answer[] | null>(
    async (lists) => {
      const answers = await send(lists.flat());
      let first = 0;
      return lists.map(({length}) => answers && answers.slice(first, (first += length)));
    },
    {cache: false},
  );
}

/** The compiled thread; null where the sources are run as they are and there is none. */
const threadFile = [join(__dirname, 'search-thread.js')].find(existsSync) ?? null;
