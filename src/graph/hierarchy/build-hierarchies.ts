import {existsSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import type {SearchGraph} from '../network.js';
import type {OnProgress} from '../road.js';
import {buildHierarchy, type ContractedGraph} from './build-hierarchy.js';
import type {Hierarchy, Weighting} from './hierarchy.js';

/** Below so many places a thread costs more than it saves. */
const PLACES_WORTH_A_THREAD = 10_000;

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
 * @throws the signal's reason when it is aborted
 */
export async function buildHierarchies(
  graphs: readonly SearchGraph[],
  weightings: readonly Weighting[],
  {onProgress, signal}: BuildHierarchiesOptions,
): Promise<Hierarchy[]> {
  const tasks = weightings.flatMap((weighting): HierarchyTask[] => {
    const graph = graphs.find(({profile}) => profile === weighting.profile);
    return graph ? [{graph: contractedPart(graph), weighting}] : [];
  });
  const total = tasks.reduce((sum, {graph}) => sum + graph.nodeCount, 0);
  const contracted = tasks.map(() => 0);
  const isOnThreads = threadFile !== null && total >= PLACES_WORTH_A_THREAD;
  const hierarchies: Hierarchy[] = [];
  const waiting = [...tasks.keys()];
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const work = async () => {
    const builder = isOnThreads ? new HierarchyThread(threadFile) : buildHere;
    try {
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
        const number = task;
        hierarchies[number] = await builder.build(tasks[number], stop, (count) => {
          contracted[number] = count;
          onProgress(
            'hierarchies',
            contracted.reduce((sum, done) => sum + done),
            total,
            'places',
          );
        });
      }
    } finally {
      await builder.end();
    }
  };
  try {
    await Promise.all(Array.from({length: Math.min(availableParallelism(), tasks.length)}, work));
  } catch (error) {
    failed.abort(error);
    throw error;
  }
  return hierarchies;
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
