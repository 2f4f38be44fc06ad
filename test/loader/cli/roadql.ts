import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type SourceProcess, startSource} from '../../stack/source-process.js';

/** How a run of the command ended, and all that it said. */
export interface Ended {
  /** The exit code, or the signal that killed it. */
  readonly code: number | NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the command that goes on. */
export interface Running {
  readonly child: SourceProcess;
  readonly ended: Promise<Ended>;
  /** Waits until it has said something on either stream. @throws Error it ended before */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Runs `roadql` in a process of its own and waits for its end. */
export function roadql(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return startRoadql(args, env).ended;
}

/** Starts `roadql` in a process of its own, in an environment that names no database. */
export function startRoadql(args: readonly string[], env: Readonly<Record<string, string>> = {}): Running {
  const child = startSource('loader/cli.ts', args, {PATH: process.env.PATH, XDG_CACHE_HOME: cacheFolder, ...env});
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({code: code ?? signal, stdout, stderr}));
  });
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(stdout) ?? pattern.exec(stderr);
        if (found) resolve(found);
      };
      look();
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void ended.then(({code}) => reject(new Error(`It ended with ${code} without ${pattern}: ${stdout}${stderr}`)));
    });
  return {child, ended, says};
}

/** A folder that is gone after the suite; also the cache of the runs, so that none finds what another has built. */
export const cacheFolder = mkdtempSync(join(tmpdir(), 'roadql-cli-'));

afterAll(() => rmSync(cacheFolder, {recursive: true, force: true}));
