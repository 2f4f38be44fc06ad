import type {Client} from 'pg';
import {sendCancel} from '../../../src/postgres/cancel.js';
import {connectDirectly} from '../../../src/postgres/connect.js';
import {sqlFile} from '../../../src/postgres/sql-file.js';
import type {OnProgress} from '../../../src/graph/road.js';

/** The one load of a database: its session holds a lock that goes with it, however it ends. */
export interface LoadSession {
  readonly client: Client;
  /** @param name a file of loader/sinks/sql  @param places replaces `{key}` in its text */
  readonly run: <Row extends object>(
    name: string,
    values?: readonly unknown[],
    places?: Readonly<Record<string, string | number>>,
  ) => Promise<Row[]>;
  /**
   * Waits until an abort's request to cancel has reached the server: what is run after it is not cancelled any more.
   * The server signals the session before it closes the request's connection.
   */
  cancelled(): Promise<void>;
  /**
   * A session beside it, for the same load: without the lock, and ended by whoever asked for it.
   * @param signal its own: an abort cancels what it runs
   */
  beside(signal: AbortSignal): Promise<LoadSession>;
  /** Ends the session; the lock, if it holds it, is free. */
  end(): Promise<void>;
}

/**
 * Opens a session and waits until no other load holds the database; who does is told as a phase of progress.
 * An abort cancels whatever the session runs.
 * @param adminUrl the owner, on the server's own port
 * @throws PooledConnection; the signal's reason
 */
export async function openLoadSession(
  adminUrl: string,
  networkName: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<LoadSession> {
  const session = await openSession(adminUrl, `roadql load ${networkName}`, signal);
  try {
    await takeLock(session, onProgress, signal);
    return session;
  } catch (error) {
    await session.end();
    throw signal.aborted ? signal.reason : error;
  }
}

async function openSession(adminUrl: string, application: string, signal: AbortSignal): Promise<LoadSession> {
  signal.throwIfAborted();
  const client = await connectDirectly(adminUrl, application);
  let cancelling: Promise<unknown> = Promise.resolve();
  const onAbort = () => {
    cancelling = sendCancel(client, 1_000);
  };
  signal.addEventListener('abort', onAbort, {once: true});
  const session: LoadSession = {
    client,
    run: async <Row extends object>(name: string, values: readonly unknown[] = [], places = {}) => {
      const text = fill(sqlFile('loader/sinks/sql', name), places);
      const {rows} = await client.query<Row & Record<string, unknown>>(text, [...values]);
      return rows;
    },
    cancelled: async () => {
      await cancelling;
    },
    beside: (ownSignal) => openSession(adminUrl, application, ownSignal),
    end: async () => {
      signal.removeEventListener('abort', onAbort);
      await client.end().catch(() => {});
    },
  };
  try {
    // a load takes what it takes; and one whose process is gone ends within a second, in the middle of a statement
    await client.query(
      'SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; ' +
        "SET client_connection_check_interval = '1s'",
    );
    return session;
  } catch (error) {
    await session.end();
    throw signal.aborted ? signal.reason : error;
  }
}

/** Any number, the same for every load of a database. */
const LOAD_LOCK = 0x6c6f6164;
const POLL_MS = 250;

interface Holder {
  readonly pid: number;
  readonly application: string;
  readonly since: Date;
}

async function takeLock({client, run}: LoadSession, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
  const began = Date.now();
  for (;;) {
    signal.throwIfAborted();
    const {rows} = await client.query<{taken: boolean}>('SELECT pg_try_advisory_lock($1) AS taken', [LOAD_LOCK]);
    if (rows[0].taken) return;
    const [holder] = await run<Holder>('load-holder.sql', [LOAD_LOCK]);
    if (holder) {
      const who = `${holder.application || 'another load'} (server process ${holder.pid}, since ${holder.since.toISOString()})`;
      onProgress(`waiting for ${who}`, Math.round((Date.now() - began) / 1000), 0, 's');
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function fill(text: string, places: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => {
    if (!(key in places)) return whole;
    const value = String(places[key]);
    // only our own names and numbers ever stand here
    if (!/^\w+$/.test(value)) throw new RangeError(`${value} is no name of a table.`);
    return value;
  });
}
