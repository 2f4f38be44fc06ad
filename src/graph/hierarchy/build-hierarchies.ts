import {existsSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import type {SearchGraph} from '../network.js';
import type {OnProgress} from '../road.js';
import {buildHierarchy, type ContractedGraph} from './build-hierarchy.js';
import type {Hierarchy, Weighting} from './hierarchy.js';

/** Of a graph: below so many places a thread costs more than it saves. */
const PLACES_WORTH_A_THREAD = 4_000;

/** What a thread is given, and what it says: how far it is, then what it built. */
export interface HierarchyTask {
  readonly graph: ContractedGraph;
  readonly weighting: Weighting;
}
export type HierarchyWord = {readonly contracted: number} | {readonly hierarchy: Hierarchy};

export interface BuildHierarchiesOptions {
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/**
 * Builds the hierarchies of a network's search graphs, each on a thread of its own, as many at once as there are cores.
 * They begin with the first graph that there is, while the others are still made: on all cores but the caller's until
 * `finish`.
 */
export class HierarchyBuilding {
  private readonly tasks: HierarchyTask[] = [];
  private readonly waiting: number[] = [];
  private readonly contracted: number[] = [];
  private readonly hierarchies: Hierarchy[] = [];
  private readonly failed = new AbortController();
  private readonly stopped: AbortSignal;
  private readonly working: Promise<void>[] = [];
  private isShown = false;

  constructor(
    private readonly weightings: readonly Weighting[],
    private readonly options: BuildHierarchiesOptions,
  ) {
    this.stopped = AbortSignal.any([options.signal, this.failed.signal]);
  }

  /** Begins with the hierarchies of a graph. */
  add(graph: SearchGraph): void {
    for (const weighting of this.weightings) {
      if (weighting.profile !== graph.profile) continue;
      this.waiting.push(this.tasks.push({graph: contractedPart(graph), weighting}) - 1);
      this.contracted.push(0);
      const isWorthAThread = threadFile !== null && graph.nodeCount >= PLACES_WORTH_A_THREAD;
      if (isWorthAThread && this.working.length < availableParallelism() - 1) this.work(threadFile);
    }
  }

  /**
   * Waits for the hierarchies of all graphs, and shows how far they are.
   * @returns them in the order of their weightings
   * @throws the signal's reason when it is aborted
   */
  async finish(): Promise<Hierarchy[]> {
    this.isShown = true;
    const {tasks, working, hierarchies, weightings} = this;
    const isOnThreads = threadFile !== null && tasks.some(({graph}) => graph.nodeCount >= PLACES_WORTH_A_THREAD);
    const workers = Math.min(isOnThreads ? availableParallelism() : 1, this.tasks.length);
    while (working.length < workers) this.work(isOnThreads ? threadFile : null);
    await Promise.all(working);
    return weightings.flatMap(
      (weighting) => hierarchies[tasks.findIndex((task) => task.weighting === weighting)] ?? [],
    );
  }

  /** Lets go of everything that is not finished: the caller has failed. */
  async stop(reason: unknown): Promise<void> {
    this.failed.abort(reason);
    await Promise.allSettled(this.working);
  }

  /** Has one more worker take task after task, on a thread where there is a file of it. */
  private work(file: string | null): void {
    const working = this.takeTasks(file === null ? buildHere : new HierarchyThread(file)).catch((error: unknown) => {
      this.failed.abort(error);
      throw error;
    });
    // whoever finishes hears of it, however early it was
    working.catch(() => {});
    this.working.push(working);
  }

  private async takeTasks(builder: Builder): Promise<void> {
    const {tasks, waiting, hierarchies, contracted, stopped} = this;
    try {
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
        const number = task;
        hierarchies[number] = await builder.build(tasks[number], stopped, (count) => {
          contracted[number] = count;
          this.show();
        });
      }
    } finally {
      await builder.end();
    }
  }

  private show(): void {
    if (!this.isShown) return;
    const done = this.contracted.reduce((sum, count) => sum + count, 0);
    const total = this.tasks.reduce((sum, {graph}) => sum + graph.nodeCount, 0);
    this.options.onProgress('hierarchies', done, total, 'places');
  }
}

interface Builder {
  build(task: HierarchyTask, signal: AbortSignal, progress: (contracted: number) => void): Promise<Hierarchy>;
  end(): Promise<unknown>;
}

/** The compiled thread; null where the sources are run as they are and there is none. */
const threadFile = [join(__dirname, 'hierarchy-thread.js')].find(existsSync) ?? null;

const buildHere: Builder = {
  build: async ({graph, weighting}, signal, progress) => {
    await nextTurn();
    signal.throwIfAborted();
    return buildHierarchy(graph, weighting, progress);
  },
  end: async () => {},
};

/** Builds one hierarchy after another: the code that the first has made quick is quick for the next. */
class HierarchyThread implements Builder {
  private readonly thread: Worker;

  constructor(file: string) {
    this.thread = new Worker(file);
  }

  build(task: HierarchyTask, signal: AbortSignal, progress: (contracted: number) => void): Promise<Hierarchy> {
    const {thread} = this;
    return new Promise<Hierarchy>((resolve, reject) => {
      signal.throwIfAborted();
      const stop = () => reject(signal.reason as Error);
      signal.addEventListener('abort', stop, {once: true});
      thread
        .removeAllListeners()
        .on('message', (word: HierarchyWord) => {
          if ('contracted' in word) return progress(word.contracted);
          signal.removeEventListener('abort', stop);
          resolve(word.hierarchy);
        })
        .on('error', reject)
        .on('exit', (code) => reject(new Error(`The thread that built a hierarchy ended with ${code}.`)));
      thread.postMessage(task);
    });
  }

  end(): Promise<unknown> {
    return this.thread.terminate();
  }
}

function contractedPart({nodeCount, arcCount, tail, head, seconds, metres}: SearchGraph): ContractedGraph {
  return {nodeCount, arcCount, tail, head, seconds, metres};
}
