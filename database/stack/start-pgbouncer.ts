import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Client} from 'pg';
import {packageRoot} from '../../src/package-root.js';
import {userlist} from '../scram.js';
import type {Account} from './account.js';
import {serverFiles} from './server-files.js';
import {ServerProcess} from './server-process.js';
import {giveTo} from './start-postgres.js';

export interface PgBouncerOptions {
  /** The program. */
  readonly pgbouncer: string;
  readonly folder: string;
  readonly account: Account;
  readonly port: number;
  readonly serverPort: number;
  /** SCRAM secrets by login, the same that the server holds. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** PgBouncer with the project's own configuration, on other ports. */
export function pgbouncerProcess(options: PgBouncerOptions): ServerProcess {
  const {pgbouncer, folder, account, port, serverPort, secrets} = options;
  const files = serverFiles(folder);
  const shipped = readFileSync(join(packageRoot, 'database/pgbouncer.ini'), 'utf8');
  writeFileSync(files.userlist, userlist(secrets), {mode: 0o600});
  writeFileSync(
    files.pgbouncerIni,
    withSettings(shipped, {
      listen_addr: '127.0.0.1',
      listen_port: String(port),
      auth_file: files.userlist,
      pidfile: files.pgbouncerPid,
      logfile: files.pgbouncerLog,
      '*': `host=127.0.0.1 port=${serverPort}`,
    }),
    {mode: 0o600},
  );
  giveTo(account, files.userlist, files.pgbouncerIni);
  const output = join(folder, 'pgbouncer.out');
  return new ServerProcess('PgBouncer', pgbouncer, ['-q', files.pgbouncerIni], {...account, cwd: folder}, output);
}

/**
 * A configuration with other values for some of its settings.
 * @throws Error on a setting that it does not have
 */
export function withSettings(ini: string, settings: Readonly<Record<string, string>>): string {
  const lines = ini.split('\n');
  for (const [name, value] of Object.entries(settings)) {
    const place = lines.findIndex((line) => line.startsWith(`${name} =`));
    if (place < 0) throw new Error(`The configuration has no setting ${name}.`);
    lines[place] = `${name} = ${value}`;
  }
  return lines.join('\n');
}

/** Whether a pooled database answers. */
export async function answersThrough(url: string): Promise<boolean> {
  const client = new Client({connectionString: url, connectionTimeoutMillis: 5_000});
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
