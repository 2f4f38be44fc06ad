import type {Pool, PoolClient, QueryResultRow} from 'pg';
import {NetworkUnavailable, Timeout} from '../routing/errors.js';
import {sendCancel} from './cancel.js';
import {explainFailure, isConnectionLost} from './failure.js';

export interface Statement {
  /** The `.sql` file's name, for errors. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** How long it may take, the wait for a connection included, milliseconds. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/**
 * Runs one statement, unnamed and parameterised, so that a pooler in transaction mode is free to send each to another
 * server connection. An abort or the deadline cancels it in the server too, and is answered when the server has let
 * go (or a second later, with the connection closed).
 * @returns the rows, in the statement's order
 * @throws the signal's reason; Timeout; NetworkUnavailable; QueryFailed
 */
export async function runStatement<Row extends QueryResultRow>(pool: Pool, statement: Statement): Promise<Row[]> {
  const {name, text, values, deadlineMs, signal} = statement;
  signal.throwIfAborted();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new Timeout(deadlineMs)), deadlineMs);
  const onAbort = () => stop.abort(signal.reason);
  signal.addEventListener('abort', onAbort, {once: true});
  try {
    const client = await takeClient(pool, stop.signal);
    return await runOn<Row>(client, {text, values: [...values]}, stop.signal);
  } catch (error) {
    if (stop.signal.aborted && error === stop.signal.reason) throw error;
    throw explainFailure(name, error, deadlineMs);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Milliseconds that a cancelled statement gets to end before its connection is closed. */
const GRACE_MS = 1_000;

/** A connection of the pool; one that comes after the stop goes straight back. */
function takeClient(pool: Pool, stop: AbortSignal): Promise<PoolClient> {
  return new Promise((resolve, reject) => {
    const onStop = () => reject(stop.reason as Error);
    stop.addEventListener('abort', onStop, {once: true});
    pool.connect().then(
      (client) => {
        stop.removeEventListener('abort', onStop);
        if (stop.aborted) client.release();
        else resolve(client);
      },
      (error: Error) => {
        stop.removeEventListener('abort', onStop);
        reject(error);
      },
    );
  });
}

/** Runs it and gives the connection back: to the pool, or closed where its state is not known. */
async function runOn<Row extends QueryResultRow>(
  client: PoolClient,
  query: {text: string; values: unknown[]},
  stop: AbortSignal,
): Promise<Row[]> {
  let broken = false;
  // a connection that breaks tells its statement, and emits this besides: unheard, it would end the process
  const onError = () => (broken = true);
  client.on('error', onError);
  const outcome = client.query<Row>(query).then(
    ({rows}) => ({rows}),
    (error: Error) => ({error}),
  );
  const stopped = whenAborted(stop);
  try {
    const ended = await Promise.race([outcome, stopped.promise]);
    if (ended) {
      if ('rows' in ended) return ended.rows;
      broken ||= isConnectionLost(ended.error);
      throw ended.error;
    }
    // the request must be through before the connection serves another statement, or it might hit that one
    const [sent, last] = await Promise.all([sendCancel(client, GRACE_MS), Promise.race([outcome, pause(GRACE_MS)])]);
    broken ||= !sent || !last || ('error' in last && isConnectionLost(last.error));
    throw stop.reason;
  } finally {
    stopped.forget();
    client.removeListener('error', onError);
    if (broken) client.release(new NetworkUnavailable('The connection was lost or did not come to rest.'));
    else client.release();
  }
}

function whenAborted(signal: AbortSignal): {promise: Promise<undefined>; forget: () => void} {
  let forget = () => {};
  const promise = new Promise<undefined>((resolve) => {
    const onAbort = () => resolve(undefined);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, {once: true});
    forget = () => signal.removeEventListener('abort', onAbort);
  });
  return {promise, forget};
}

function pause(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());
}
