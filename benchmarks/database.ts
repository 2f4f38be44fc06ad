import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {NothingToStart, type Stack} from '../database/stack/stack.js';
import {startLocalStack} from '../database/stack/start-local.js';
import {connectDirectly} from '../src/postgres/connect.js';
import {childrenNamed} from './process-usage.js';
import type {Programs} from './server.js';

/** A database of our own with a network in it. */
export interface LoadedDatabase extends Pick<Stack, 'urls' | 'origin' | 'stop'> {
  /** Of the network. */
  readonly version: string;
  /** Of the programs, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly loadSeconds: number;
  /** How its labels are kept. */
  readonly labels: string;
  /** The largest that the loader's process got. */
  readonly peakMemoryMiB: number;
  /** PostgreSQL's first process, and PgBouncer. */
  readonly pids: readonly number[];
}

/** For the yardstick, whose requests each open a connection of their own. */
const MAX_CONNECTIONS = 100;

/**
 * Starts the stack and loads a network as an operator would, by `roadql load`.
 * @returns null where this machine has no PostgreSQL with pgRouting; `explain` is told why
 */
export async function startLoadedDatabase(
  programs: Programs,
  networkFile: string,
  explain: (reason: string) => void,
): Promise<LoadedDatabase | null> {
  let stack: Stack;
  try {
    stack = await startLocalStack({maxConnections: MAX_CONNECTIONS});
  } catch (error) {
    if (!(error instanceof NothingToStart)) throw error;
    explain(error.message);
    return null;
  }
  const started = performance.now();
  try {
    const {version, labels, peakMemoryMiB} = await loadNetwork(programs, networkFile, stack.urls.direct);
    const loadSeconds = (performance.now() - started) / 1000;
    return {
      urls: stack.urls,
      origin: stack.origin,
      stop: () => stack.stop(),
      version,
      labels,
      peakMemoryMiB,
      versions: await versionsOf(stack.urls.direct),
      loadSeconds,
      pids: ['postgres', 'pgbouncer'].flatMap((name) => childrenNamed(process.pid, name)),
    };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** What `roadql load` says of a load. */
export type LoadedNetwork = Pick<LoadedDatabase, 'version' | 'labels' | 'peakMemoryMiB'>;

/** Loads a network by `roadql load`. @param options of the command */
export async function loadNetwork(
  {roadql}: Programs,
  networkFile: string,
  adminUrl: string,
  options: readonly string[] = [],
): Promise<LoadedNetwork> {
  const args = [...roadql, 'load', networkFile, '--database', adminUrl, '--json', ...options];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'pipe']});
  // a load goes on for minutes, and nobody waits for it when we end before our time
  const onExit = () => child.kill('SIGKILL');
  process.once('exit', onExit);
  let report = '';
  let progress = '';
  child.stdout.on('data', (chunk: Buffer) => (report += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (progress = (progress + String(chunk)).slice(-4000)));
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', onExit);
  if (code !== 0) throw new Error(`roadql load ended with ${code}:\n${progress}`);
  return JSON.parse(report) as LoadedNetwork;
}

async function versionsOf(adminUrl: string): Promise<Record<string, string>> {
  const client = await connectDirectly(adminUrl, 'roadql bench');
  try {
    const {rows} = await client.query<Record<string, string>>(
      `SELECT current_setting('server_version') AS postgresql, postgis_lib_version() AS postgis,
              pgr_version() AS pgrouting`,
    );
    return rows[0];
  } finally {
    await client.end();
  }
}
