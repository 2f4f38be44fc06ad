import {existsSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import {type CellTask, cellRows} from './cell-rows.js';
import {CopyRows} from './copy-rows.js';
import {type LabelTask, labelRows} from './label-rows.js';

/** Rows that take long to make: on threads, where there are some. */
export type RowTask = {readonly labels: LabelTask} | {readonly cells: CellTask};

/** The rows of a task, in parts. */
export function rowsOf(task: RowTask): Generator<Buffer> {
  return 'labels' in task ? labelRows(task.labels) : cellRows(task.cells);
}

/**
 * The rows of all tasks as one COPY, in whatever order they are made: each task on a thread of its own, as many at once
 * as there are cores.
 * @param placeCount of the network; below some thousands a thread costs more than it saves
 */
export async function* rowsOfTasks(tasks: readonly RowTask[], placeCount: number): AsyncGenerator<Buffer> {
  const begin = new CopyRows();
  yield begin.take();
  if (threadFile === null || placeCount < PLACES_WORTH_A_THREAD) {
    for (const task of tasks) {
      for (const part of rowsOf(task)) {
        yield part;
        await nextTurn();
      }
    }
  } else {
    yield* rowsFromThreads(threadFile, tasks);
  }
  begin.end();
  yield begin.take();
}

/** Parts that a thread may be ahead of the database: what it has made and nobody has taken. */
export const PARTS_AHEAD = 4;

const PLACES_WORTH_A_THREAD = 10_000;

/** The compiled thread; null where the sources are run as they are and there is none. */
const threadFile = [join(__dirname, 'row-thread.js')].find(existsSync) ?? null;

/** What a thread says: a part, or null when it has made all. It goes on when it is told that a part was taken. */
export type RowWord = Uint8Array | null;

async function* rowsFromThreads(file: string, tasks: readonly RowTask[]): AsyncGenerator<Buffer> {
  const waiting = [...tasks];
  const threads = new Set<Worker>();
  const made: {readonly part: Uint8Array; readonly thread: Worker}[] = [];
  const failures: Error[] = [];
  let wake = () => {};
  const start = (task: RowTask) => {
    const thread = new Worker(file, {workerData: task});
    threads.add(thread);
    const fail = (error: Error) => {
      failures.push(error);
      wake();
    };
    thread
      .on('message', (word: RowWord) => {
        if (word === null) threads.delete(thread);
        else made.push({part: word, thread});
        wake();
      })
      .on('error', fail)
      .on('exit', (code) => {
        if (threads.delete(thread)) fail(new Error(`The thread that made rows ended with ${code}.`));
      });
  };
  try {
    for (;;) {
      while (threads.size < availableParallelism() && waiting.length > 0) start(waiting.shift()!);
      for (let next = made.shift(); next; next = made.shift()) {
        yield Buffer.from(next.part.buffer, next.part.byteOffset, next.part.byteLength);
        next.thread.postMessage(null);
      }
      if (failures.length > 0) throw failures[0];
      if (threads.size === 0 && waiting.length === 0) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (made.length > 0 || failures.length > 0 || (threads.size === 0 && waiting.length === 0)) resolve();
      });
    }
  } finally {
    await Promise.all([...threads].map((thread) => thread.terminate()));
  }
}
