import {spawnSync} from 'node:child_process';
import {chownSync, copyFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {connectDirectly} from '../../src/postgres/connect.js';
import type {Account} from './account.js';
import {serverFiles} from './server-files.js';
import {ServerProcess} from './server-process.js';

export interface PostgresOptions {
  /** Folder of `initdb` and `postgres`. */
  readonly binaries: string;
  /** The servers' folder, the account's own. */
  readonly folder: string;
  readonly account: Account;
  readonly port: number;
  /** The owner's name and SCRAM secret: the cluster's superuser. */
  readonly owner: string;
  readonly ownerSecret: string;
  readonly maxConnections?: number;
}

/** Makes a cluster. @throws Error with what initdb says */
export function makeCluster({binaries, folder, account, owner, ownerSecret}: PostgresOptions): void {
  const files = serverFiles(folder);
  copyFileSync(join(packageRoot, 'database/postgresql.conf'), files.postgresConf);
  copyFileSync(join(packageRoot, 'database/pg_hba.conf'), files.hbaConf);
  // initdb keeps a secret as it is, so that PgBouncer may hold the same
  writeFileSync(files.ownerSecret, ownerSecret, {mode: 0o600});
  giveTo(account, files.postgresConf, files.hbaConf, files.ownerSecret);
  const {status, stderr} = spawnSync(
    join(binaries, 'initdb'),
    [
      '--pgdata',
      files.data,
      '--username',
      owner,
      '--pwfile',
      files.ownerSecret,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--no-sync',
      '--no-instructions',
    ],
    {...account, cwd: folder, encoding: 'utf8', env: {PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC'}},
  );
  rmSync(files.ownerSecret, {force: true});
  if (status !== 0) throw new Error(`initdb failed: ${(stderr ?? '').trim()}`);
}

/** The server of a cluster, with the project's own configuration but for what a throw-away cluster needs not. */
export function postgresProcess({binaries, folder, account, port, maxConnections}: PostgresOptions): ServerProcess {
  const files = serverFiles(folder);
  const settings: Record<string, string | number> = {
    config_file: files.postgresConf,
    hba_file: files.hbaConf,
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...(maxConnections === undefined ? {} : {max_connections: maxConnections}),
    // for a stack that is thrown away, and for no other: nothing survives a crash of the machine, all is quicker
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  };
  const args = ['-D', files.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  return new ServerProcess(
    'PostgreSQL',
    join(binaries, 'postgres'),
    args,
    {...account, cwd: folder},
    files.postgresLog,
  );
}

/** Whether a database lets one in. */
export async function letsIn(url: string): Promise<boolean> {
  try {
    await (await connectDirectly(url, 'roadql stack')).end();
    return true;
  } catch {
    return false;
  }
}

/** Makes files the account's own. */
export function giveTo({uid, gid}: Account, ...paths: readonly string[]): void {
  if (uid === undefined || gid === undefined) return;
  for (const path of paths) chownSync(path, uid, gid);
}
