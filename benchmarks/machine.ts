import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {arch, cpus, loadavg, platform, release, totalmem} from 'node:os';
import {join} from 'node:path';
import {packageRoot} from '../src/package-root.js';
import {nginxVersion} from './nginx-program.js';

/** What the figures were taken on: figures of two machines or two commits are not to be compared by accident. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** Of the programs by name; null: not there. */
  readonly versions: Readonly<Record<string, string | null>>;
  /** Processes that ran or waited to, on average over the minute before: other work makes every figure worse. */
  readonly loadBefore: number;
  /** Null outside a git checkout. */
  readonly commit: string | null;
  /** Whether files differed from that commit. */
  readonly changed: boolean;
}

/** @param database versions of the database's programs, by name */
export function describeMachine(loadBefore: number, database: Readonly<Record<string, string>> | null): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    system: `${platform()} ${release()} ${arch()}`,
    versions: {
      node: process.versions.node,
      autocannon: packageVersion('autocannon'),
      nginx: nginxVersion(),
      ...(database ?? {postgresql: null}),
    },
    loadBefore,
    commit: git('rev-parse', 'HEAD'),
    changed: (git('status', '--porcelain') ?? '') !== '',
  };
}

/** Processes that ran or waited to, on average over the last minute. */
export function loadNow(): number {
  return loadavg()[0];
}

function git(...args: string[]): string | null {
  const {status, stdout} = spawnSync('git', args, {cwd: packageRoot, encoding: 'utf8'});
  return status === 0 ? stdout.trim() : null;
}

function packageVersion(name: string): string {
  const text = readFileSync(join(packageRoot, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as {version: string}).version;
}
