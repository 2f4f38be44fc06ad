import {spawnSync} from 'node:child_process';
import {arch, cpus, loadavg, platform, release, totalmem} from 'node:os';
import {packageRoot} from '../src/package-root.js';

/** What the figures were taken on: figures of two machines or two commits are not to be compared by accident. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Processes that ran or waited to, on average over the minute before: other work makes every figure worse. */
  readonly loadBefore: number;
  /** Null outside a git checkout. */
  readonly commit: string | null;
  /** Whether files differed from that commit. */
  readonly changed: boolean;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    loadBefore: loadavg()[0],
    commit: git('rev-parse', 'HEAD'),
    changed: (git('status', '--porcelain') ?? '') !== '',
  };
}

function git(...args: string[]): string | null {
  const {status, stdout} = spawnSync('git', args, {cwd: packageRoot, encoding: 'utf8'});
  return status === 0 ? stdout.trim() : null;
}
