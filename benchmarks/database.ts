import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {NothingToStart, type Stack} from '../database/stack/stack.js';
import {startLocalStack} from '../database/stack/start-local.js';
import {packageRoot} from '../src/package-root.js';

/** A database of our own with a network in it. */
export interface LoadedDatabase extends Pick<Stack, 'urls' | 'origin' | 'stop'> {
  readonly version: string;
  readonly loadSeconds: number;
}

/** For the yardstick, whose requests each open a connection of their own. */
const MAX_CONNECTIONS = 100;

/**
 * Starts the stack and loads a network as an operator would, by `roadql load`.
 * @returns null where this machine has no PostgreSQL with pgRouting; `explain` is told why
 */
export async function startLoadedDatabase(
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
    const version = await load(networkFile, stack.urls.direct);
    const loadSeconds = (performance.now() - started) / 1000;
    return {urls: stack.urls, origin: stack.origin, stop: () => stack.stop(), version, loadSeconds};
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** @returns the network version that was made */
async function load(networkFile: string, adminUrl: string): Promise<string> {
  const args = [join(packageRoot, 'dist/loader/cli.js'), 'load', networkFile, '--database', adminUrl, '--json'];
  const child = spawn(process.execPath, args, {stdio: ['ignore', 'pipe', 'pipe']});
  let report = '';
  let progress = '';
  child.stdout.on('data', (chunk: Buffer) => (report += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (progress = (progress + String(chunk)).slice(-4000)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`roadql load ended with ${code}:\n${progress}`);
  return (JSON.parse(report) as {version: string}).version;
}
