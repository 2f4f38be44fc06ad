import {existsSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {Worker} from 'node:worker_threads';
import {type CellTask, cellRows} from './cell-rows.js';
import {BUFFER_BYTES, CopyRows, type NextBuffer} from './copy-rows.js';
import {type LabelTask, labelRows} from './label-rows.js';
import {emptySlot, makePartSlots, type Part, type PartSlots, readPart} from './part-slots.js';

/** Rows that take long to make: on threads, where there are some. */
export type RowTask = {readonly labels: LabelTask} | {readonly cells: CellTask};

/** The rows of a task, in parts. */
export function rowsOf(task: RowTask, nextBuffer?: NextBuffer): Generator<Buffer> {
  return 'labels' in task ? labelRows(task.labels, nextBuffer) : cellRows(task.cells, nextBuffer);
}

/**
 * The rows of all tasks as one COPY, in whatever order they are made: as many tasks at once, each on a thread, as half of
 * the cores can take, for the database takes as long to read what a thread writes. A part is good until the next is asked
 * for.
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

/** Slots of a thread: with less, it waits for the database too often. */
const SLOTS = 4;

const PLACES_WORTH_A_THREAD = 10_000;

/** The compiled thread; null where the sources are run as they are and there is none. */
const threadFile = [join(__dirname, 'row-thread.js')].find(existsSync) ?? null;

/** What a thread says: a part, or null when it has made all of a task and takes the next. */
export type RowWord = Part | null;

async function* rowsFromThreads(file: string, tasks: readonly RowTask[]): AsyncGenerator<Buffer> {
  const waiting = [...tasks];
  const made: {readonly part: Part; readonly slots: PartSlots}[] = [];
  const failures: Error[] = [];
  let working = 0;
  let wake = () => {};
  const start = () => {
    // the same memory again and again: parts of their own would be collected all the time
    const slots = makePartSlots(BUFFER_BYTES, SLOTS);
    const thread = new Worker(file, {workerData: slots});
    const giveTask = () => {
      const task = waiting.shift();
      if (task) thread.postMessage(task);
      else working--;
    };
    const fail = (error: Error) => {
      failures.push(error);
      wake();
    };
    thread
      .on('message', (word: RowWord) => {
        if (word === null) giveTask();
        else made.push({part: word, slots});
        wake();
      })
      .on('error', fail)
      .on('exit', (code) => fail(new Error(`The thread that made rows ended with ${code}.`)));
    working++;
    giveTask();
    return thread;
  };
  const threads = Array.from({length: Math.min(Math.max(1, availableParallelism() >> 1), tasks.length)}, start);
  try {
    for (;;) {
      for (let next = made.shift(); next; next = made.shift()) {
        yield readPart(next.slots, next.part);
        emptySlot(next.slots, next.part);
      }
      if (failures.length > 0) throw failures[0];
      if (working === 0) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (made.length > 0 || failures.length > 0 || working === 0) resolve();
      });
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
