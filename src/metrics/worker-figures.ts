import cluster, {type Worker} from 'node:cluster';
import {GatheredFigures} from './gathered-figures.js';
import type {Figures, Metrics} from './metrics.js';
import {within} from './within.js';

/** How long the watcher waits for a worker's figures, and a worker for the watcher's answer, milliseconds. */
const PATIENCE_MS = 1500;
const WATCHER_PATIENCE_MS = 4000;

type FromWorker = {readonly allFiguresWanted: number} | {readonly figures: Figures; readonly of: number};
type FromWatcher = {readonly figuresWanted: number} | {readonly text: string; readonly to: number};

/**
 * The figures of all workers as one, for the worker that is asked for them: it asks the watcher, who asks everyone.
 * @returns the worker's own metrics, but for the text
 */
export function metricsOfAllWorkers(own: Metrics): Metrics {
  const waiting = new Map<number, (text: string) => void>();
  let asked = 0;
  process.on('message', (message: FromWatcher) => {
    if ('figuresWanted' in message) {
      void own.figures().then((figures) => tellWatcher({figures, of: message.figuresWanted}));
    } else if ('to' in message) {
      waiting.get(message.to)?.(message.text);
    }
  });
  return {
    ...own,
    async text() {
      const number = asked++;
      const answer = new Promise<string>((resolve) => waiting.set(number, resolve));
      tellWatcher({allFiguresWanted: number});
      try {
        return await within(WATCHER_PATIENCE_MS, answer);
      } finally {
        waiting.delete(number);
      }
    },
  };
}

/** In the watcher: gathers the workers' figures whenever one of them asks. */
export function gatherWorkerFigures(): void {
  const gathered = new GatheredFigures();
  let asked = 0;
  const asking = new Map<number, (worker: Worker, figures: Figures) => void>();

  const askAll = async () => {
    const number = asked++;
    const silent = new Set(connectedWorkers());
    const done = new Promise<void>((resolve) => {
      asking.set(number, (worker, figures) => {
        gathered.set(worker.id, figures);
        silent.delete(worker);
        if (silent.size === 0) resolve();
      });
    });
    for (const worker of silent) tellWorker(worker, {figuresWanted: number});
    // one that is busy opening its network keeps nobody waiting: its last figures stand
    await within(PATIENCE_MS, done).catch(() => undefined);
    asking.delete(number);
    return gathered.text();
  };

  cluster.on('message', (worker, message: FromWorker) => {
    if ('figures' in message) asking.get(message.of)?.(worker, message.figures);
    else if ('allFiguresWanted' in message) {
      const to = message.allFiguresWanted;
      void askAll().then((text) => tellWorker(worker, {text, to}));
    }
  });
  cluster.on('exit', (worker) => gathered.end(worker.id));
}

function connectedWorkers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker?.isConnected()) as Worker[];
}

/** One that has just ended is not told: its listener for errors is this. */
function tellWorker(worker: Worker, message: FromWatcher): void {
  worker.send(message, () => undefined);
}

function tellWatcher(message: FromWorker): void {
  process.send?.(message, undefined, undefined, () => undefined);
}
