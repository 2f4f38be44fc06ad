import {execFileSync} from 'node:child_process';
import {chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {compileTo} from '../stack/compiled.js';
import {copiesOf, image} from './dockerfile.js';

/** The file system that the Dockerfile makes, in a folder: what its last stage copies, and no more. */
export interface ImageTree {
  /** What is /app in the image. */
  readonly app: string;
  readonly remove: () => void;
}

/**
 * Does without Docker what the Dockerfile says: compiles (types are not checked here, nor is GraphiQL bundled), takes the
 * packages that the lock file does not call for development alone, and copies.
 */
export function assembleImage(): ImageTree {
  const folder = mkdtempSync(join(tmpdir(), 'roadql-image-'));
  chmodSync(folder, 0o755);
  const app = join(folder, 'app');
  mkdirSync(app);
  for (const {from, sources, target} of copiesOf(image)) {
    for (const source of sources) {
      if (from === 'build') compileTo(join(app, target));
      else if (from === 'dependencies') copyPackages(join(app, target));
      else copy(join(packageRoot, source), target.endsWith('/') ? join(app, target, source) : join(app, target));
    }
  }
  return {app, remove: () => rmSync(folder, {recursive: true, force: true})};
}

function copyPackages(target: string): void {
  const lock = JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, {readonly dev?: boolean}>>;
  };
  const installed = Object.entries(lock.packages)
    .filter(([path, {dev}]) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path) && dev !== true)
    .map(([path]) => path.slice('node_modules/'.length))
    // an optional one may be of another platform
    .filter((name) => existsSync(join(packageRoot, 'node_modules', name)));
  // cp takes many trees at a time, and is many times quicker than cpSync
  for (const scope of new Set(installed.map((name) => dirname(name)))) {
    const folder = join(target, scope);
    mkdirSync(folder, {recursive: true});
    const names = installed.filter((name) => dirname(name) === scope);
    execFileSync('cp', ['-R', ...names.map((name) => join(packageRoot, 'node_modules', name)), folder]);
  }
}

function copy(source: string, target: string): void {
  mkdirSync(dirname(target), {recursive: true});
  cpSync(source, target, {recursive: true});
}
