import {spawnSync} from 'node:child_process';
import {accessSync, constants, existsSync, readdirSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/** Programs of this machine that make a stack. */
export interface Binaries {
  /** Folder of `initdb` and `postgres`. */
  readonly postgres: string;
  /** Path of `pgbouncer`. */
  readonly pgbouncer: string;
  /** Major version of the server. */
  readonly major: number;
}

/** Versions that the project is tested on and written for. */
export const oldestMajor = 15;

/**
 * The newest PostgreSQL installed here that has PostGIS and pgRouting, and PgBouncer.
 * @returns the binaries, or what is missing, a sentence
 */
export function findBinaries(env: NodeJS.ProcessEnv): Binaries | string {
  const pgbouncer = find('pgbouncer', [...pathOf(env), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']);
  if (!pgbouncer) return 'pgbouncer is not installed.';
  const servers = folders(env)
    .map(describe)
    .filter((server) => server !== null);
  if (servers.length === 0) return 'No PostgreSQL server is installed.';
  const whole = servers
    .filter(({major, missing}) => major >= oldestMajor && missing.length === 0)
    .sort((a, b) => b.major - a.major);
  if (whole.length > 0) return {postgres: whole[0].folder, pgbouncer, major: whole[0].major};
  return servers
    .map(({folder, major, missing}) =>
      major < oldestMajor
        ? `PostgreSQL ${major} in ${folder} is too old (${oldestMajor} or newer).`
        : `PostgreSQL ${major} in ${folder} lacks ${missing.join(', ')}.`,
    )
    .join(' ');
}

const extensions = ['postgis', 'pgrouting', 'pg_stat_statements'];

/** Debian keeps every version in a folder of its own, outside of PATH; Homebrew likewise. */
function folders(env: NodeJS.ProcessEnv): string[] {
  const versions = (root: string, below: string) =>
    existsSync(root) ? readdirSync(root).map((name) => join(root, name, below)) : [];
  const brewed = versions('/opt/homebrew/opt', 'bin').filter((path) => path.includes('/postgresql'));
  const all = [...versions('/usr/lib/postgresql', 'bin'), ...brewed, ...pathOf(env)];
  return [...new Set(all)].filter((folder) => isProgram(join(folder, 'initdb')) && isProgram(join(folder, 'postgres')));
}

interface Server {
  readonly folder: string;
  readonly major: number;
  readonly missing: readonly string[];
}

function describe(folder: string): Server | null {
  const version = spawnSync(join(folder, 'postgres'), ['--version'], {encoding: 'utf8'}).stdout ?? '';
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(version)?.[1]);
  if (!major) return null;
  const config = join(folder, 'pg_config');
  const share = isProgram(config)
    ? spawnSync(config, ['--sharedir'], {encoding: 'utf8'}).stdout.trim()
    : `/usr/share/postgresql/${major}`;
  return {
    folder,
    major,
    missing: extensions.filter((name) => !existsSync(join(share, 'extension', `${name}.control`))),
  };
}

function find(name: string, places: readonly string[]): string | undefined {
  return places.map((folder) => join(folder, name)).find(isProgram);
}

function pathOf(env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? '').split(delimiter).filter(Boolean);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
