import {spawn, type ChildProcessByStdio} from 'node:child_process';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import {packageRoot} from '../../src/package-root.js';

export type SourceProcess = ChildProcessByStdio<null, Readable, Readable>;

/** Runs a program of the sources in a process of its own. @param path from the package's root */
export function startSource(
  path: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): SourceProcess {
  const runner = join(packageRoot, 'test/stack/run-source.mjs');
  return spawn(process.execPath, [runner, join(packageRoot, path), ...args], {stdio: ['ignore', 'pipe', 'pipe'], env});
}

/** The first line that it prints. @throws Error with what it says on its way out where it prints none */
export function firstLine(child: SourceProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('\n')) resolve(output.slice(0, output.indexOf('\n')));
    });
    child.on('close', () => reject(new Error(`It ended without a line: ${complaints}`)));
  });
}

/** How it ended: its exit code, or the signal. */
export function ending(child: SourceProcess): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode ?? child.signalCode);
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)));
}
