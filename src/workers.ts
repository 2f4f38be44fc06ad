import cluster, {type Worker} from 'node:cluster';
import {once} from 'node:events';
import type {Logger} from 'pino';

/** How long after a worker's end the next one starts, milliseconds, so that one that cannot start does not spin. */
const RESTART_MS = 1000;

export type StopSignal = 'SIGTERM' | 'SIGINT';

/** What the watcher says to a worker. */
interface StopMessage {
  readonly stop: StopSignal;
}

/**
 * Runs this process's own command in `count` more, which share the port, and starts another in the place of one that
 * ends by itself. Resolves once all of them answer. A signal to stop is passed on to all of them; this process ends
 * last.
 * @returns without a URL where it was told to stop before all of them answered
 * @throws Error a worker ended before it answered
 */
export async function serveByWorkers(count: number, log: Logger): Promise<{url: string; close(): Promise<void>}> {
  let closing: Promise<void> | undefined;
  const close = (signal: StopSignal = 'SIGINT') => (closing ??= stopAll(signal, started).finally(forget));
  const forget = onStopRequest((signal) => {
    log.info({signal}, 'stopping all workers');
    void close(signal);
  });

  cluster.on('exit', (worker, code, signal) => {
    if (closing || !started.has(worker)) return;
    log.error({worker: worker.id, code, signal}, 'a worker ended; another takes its place');
    setTimeout(() => {
      if (!closing) void start(started).catch((error: unknown) => log.error({err: error}, 'a worker did not start'));
    }, RESTART_MS);
  });

  const started = new Set<Worker>();
  try {
    const urls = await Promise.all(Array.from({length: count}, () => start(started)));
    return {url: urls[0], close};
  } catch (error) {
    if (closing) {
      await closing;
      return {url: '', close};
    }
    await close();
    throw error;
  }
}

/**
 * Hears SIGTERM and SIGINT, and in a worker what its watcher was told, once. After that signals do again what the
 * system has them do: a second one ends the process on the spot.
 * @returns stops listening
 */
export function onStopRequest(stop: (signal: StopSignal) => void): () => void {
  const forget = () => {
    process.off('SIGTERM', onSignal).off('SIGINT', onSignal).off('message', onMessage);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    forget();
    stop(signal === 'SIGTERM' ? 'SIGTERM' : 'SIGINT');
  };
  const onMessage = (message: unknown) => {
    if (isStopMessage(message)) onSignal(message.stop);
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  if (cluster.isWorker) process.on('message', onMessage);
  return forget;
}

async function start(started: Set<Worker>): Promise<string> {
  const worker = cluster.fork();
  const ended = once(worker, 'exit').then(() => {
    throw new Error(`Worker ${worker.id} ended before it answered.`);
  });
  const ready = new Promise<string>((resolve) => {
    worker.on('message', (message: object) => {
      if ('url' in message) resolve(String(message.url));
    });
  });
  const url = await Promise.race([ready, ended]);
  ended.catch(() => undefined);
  started.add(worker);
  return url;
}

async function stopAll(stop: StopSignal, started: ReadonlySet<Worker>): Promise<void> {
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  await Promise.all(
    workers.map(async (worker) => {
      const exit = once(worker, 'exit');
      // one that does not answer yet may hear no message either, and has nobody to wait for
      if (!started.has(worker)) worker.process.kill('SIGTERM');
      // no signal: Ctrl-C reaches the workers too, and a second one would end them on the spot
      else if (worker.isConnected()) worker.send({stop} satisfies StopMessage);
      await exit;
    }),
  );
}

function isStopMessage(message: unknown): message is StopMessage {
  return typeof message === 'object' && message !== null && 'stop' in message;
}
