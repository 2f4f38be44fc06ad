import cluster, {type Worker} from 'node:cluster';
import {once} from 'node:events';
import type {Logger} from 'pino';

/** How long after a worker's end the next one starts, milliseconds, so that one that cannot start does not spin. */
const RESTART_MS = 1000;

/**
 * Runs this process's own command in `count` more, which share the port, and starts another in the place of one that
 * ends by itself. Resolves once all of them answer.
 * @throws Error a worker ended before it answered
 */
export async function serveByWorkers(count: number, log: Logger): Promise<{url: string; close(): Promise<void>}> {
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= stopAll());
  const onSignal = () => void close();
  process.once('SIGTERM', onSignal).once('SIGINT', onSignal);

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
    await close();
    throw error;
  }
}

async function start(started: Set<Worker>): Promise<string> {
  const worker = cluster.fork();
  const ended = once(worker, 'exit').then(() => {
    throw new Error(`Worker ${worker.id} ended before it answered.`);
  });
  const ready = once(worker, 'message').then(([message]) => (message as {url: string}).url);
  const url = await Promise.race([ready, ended]);
  ended.catch(() => undefined);
  started.add(worker);
  return url;
}

async function stopAll(): Promise<void> {
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  await Promise.all(
    workers.map(async (worker) => {
      const exit = once(worker, 'exit');
      worker.process.kill('SIGTERM');
      await exit;
    }),
  );
}
