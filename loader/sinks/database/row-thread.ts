import {parentPort, workerData} from 'node:worker_threads';
import {PartFiller, type PartSlots} from './part-slots.js';
import {type RowTask, type RowWord, rowsOf} from './row-threads.js';

// A thread that `rowsOfTasks` starts: makes the rows of one task after another, a few parts ahead of who takes them.
const port = parentPort!;
const filler = new PartFiller(workerData as PartSlots);
const say = (word: RowWord) => port.postMessage(word);

port.on('message', (task: RowTask) => {
  for (const part of rowsOf(task, filler.next)) say(filler.part(part));
  say(null);
});
