import {spawnSync} from 'node:child_process';
import {closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {oldestMajor} from './binaries.js';

/** Whether this is Debian or Ubuntu and we may install. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs PostgreSQL with PostGIS and pgRouting, and PgBouncer, from the distribution. No service is started and no
 * cluster made: existing ones stay as they are.
 * @param log told what apt-get says
 * @throws Error that names what apt-get could not do
 */
export function installByApt(log: (line: string) => void): void {
  log('installing PostgreSQL, PostGIS, pgRouting and PgBouncer by apt-get ...');
  oneAtATime(installServers);
}

function installServers(): void {
  apt(['update']);
  const names = spawnSync('apt-cache', ['pkgnames', 'postgresql-'], {encoding: 'utf8'}).stdout ?? '';
  const packages = choosePackages(names.split('\n'));
  withoutServices(() => {
    // first the part that makes clusters, told not to; then the server, whose installation would make one
    apt(['install', '--yes', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', 'postgresql-common']);
    withoutMainCluster(() =>
      apt(['install', '--yes', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', ...packages]),
    );
  });
}

/**
 * Installs packages of the distribution, and starts no service of theirs.
 * @throws Error that names what apt-get could not do
 */
export function installPackages(names: readonly string[]): void {
  oneAtATime(() => {
    apt(['update']);
    withoutServices(() => apt(['install', '--yes', '--no-install-recommends', ...names]));
  });
}

/**
 * The packages of the newest server for which all are there.
 * @param names package names that apt knows
 * @throws Error where no server of a version that we work with has pgRouting
 */
export function choosePackages(names: readonly string[]): string[] {
  const known = new Set(names);
  const majors = names
    .map((name) => Number(/^postgresql-(\d+)-pgrouting$/.exec(name)?.[1]))
    .filter((major) => major >= oldestMajor && known.has(`postgresql-${major}-postgis-3`))
    .sort((a, b) => b - a);
  if (majors.length === 0) throw new Error('This distribution has no pgRouting for PostgreSQL 15 or newer.');
  const server = `postgresql-${majors[0]}`;
  const scripts = [`${server}-postgis-3-scripts`, `${server}-pgrouting-scripts`].filter((name) => known.has(name));
  return [server, `${server}-postgis-3`, `${server}-pgrouting`, ...scripts, 'pgbouncer'];
}

function apt(args: readonly string[]): void {
  const {status, stderr} = spawnSync('apt-get', ['-qq', ...args], {
    env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new Error(`apt-get ${args.join(' ')} failed: ${stderr.trim().split('\n').slice(-3).join(' ')}`);
}

/**
 * Does the work while no other process of ours installs: apt-get does not wait for its turn, and the one that ends first
 * would take away the other's files. The lock goes with this process, however it ends.
 */
function oneAtATime(work: () => void): void {
  const lock = openSync(join(tmpdir(), 'roadql-apt.lock'), 'w');
  try {
    // it locks the open file, which is ours as well, and leaves it locked
    spawnSync('flock', ['--exclusive', '3'], {stdio: ['ignore', 'ignore', 'ignore', lock]});
    work();
  } finally {
    closeSync(lock);
  }
}

/** Debian asks this script before it starts a service of a package; 101 means no. */
function withoutServices(work: () => void): void {
  const policy = '/usr/sbin/policy-rc.d';
  withFile(policy, existsSync(policy) ? null : '#!/bin/sh\nexit 101\n', 0o755, work);
}

function withoutMainCluster(work: () => void): void {
  const path = '/etc/postgresql-common/createcluster.conf';
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  withFile(path, `${before}\ncreate_main_cluster = false\n`, 0o644, work);
}

/** Does the work while a file has another content (null: as it is), and puts it back as it was. */
function withFile(path: string, content: string | null, mode: number, work: () => void): void {
  if (content === null) return work();
  const before = existsSync(path) ? readFileSync(path) : null;
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, content, {mode});
  try {
    work();
  } finally {
    if (before === null) rmSync(path, {force: true});
    else writeFileSync(path, before);
  }
}
