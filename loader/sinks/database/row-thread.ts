import {once} from 'node:events';
import {parentPort, workerData} from 'node:worker_threads';
import {PARTS_AHEAD, type RowTask, type RowWord, rowsOf} from './row-threads.js';

// The thread that `rowsOfTasks` starts: makes the rows of one task, a few parts ahead of who takes them.
async function main(): Promise<void> {
  const port = parentPort!;
  let ahead = 0;
  port.on('message', () => ahead--);
  const say = (word: RowWord, handedOver: ArrayBuffer[]) => port.postMessage(word, handedOver);
  for (const part of rowsOf(workerData as RowTask)) {
    while (ahead >= PARTS_AHEAD) await once(port, 'message');
    ahead++;
    // the memory itself goes over, not a copy
    say(part, [part.buffer as ArrayBuffer]);
  }
  say(null, []);
  port.close();
}

void main();
