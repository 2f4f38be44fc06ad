import {spawnSync} from 'node:child_process';
import {appendFileSync, chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Account, privateFolder, serverAccount} from '../../database/stack/account.js';
import {findBinaries} from '../../database/stack/binaries.js';
import {freePort} from '../../database/stack/free-port.js';
import {ServerProcess} from '../../database/stack/server-process.js';
import {giveTo, letsIn} from '../../database/stack/start-postgres.js';
import {watchdog} from '../../database/stack/watchdog.js';
import {packageRoot} from '../../src/package-root.js';

/** A primary and a replica that follows it, as an operator sets them up, on loopback ports. */
export class ReplicatedPostgres {
  private readonly account: Account = serverAccount();
  private readonly folder: string;
  private readonly hba: string;
  private readonly servers: ServerProcess[] = [];
  private readonly callOff: () => Promise<void>;
  private primaryPort = 0;

  /** @param settings of both servers */
  constructor(private readonly settings: Readonly<Record<string, string>>) {
    const outer = mkdtempSync(join(tmpdir(), 'roadql-replicated-'));
    chmodSync(outer, 0o755);
    this.folder = privateFolder(join(outer, 'servers'), this.account);
    this.hba = join(this.folder, 'pg_hba.conf');
    copyFileSync(join(packageRoot, 'database/pg_hba.conf'), this.hba);
    appendFileSync(this.hba, 'host replication all 127.0.0.1/32 scram-sha-256\n');
    giveTo(this.account, this.hba);
    this.callOff = watchdog(
      'for pid in "$1"/*/postmaster.pid; do kill -QUIT "$(head -n 1 "$pid")"; done; sleep 1; rm -rf "$2"',
      [this.folder, outer],
    );
  }

  /** Makes an empty cluster and starts it. @returns the superuser's address of the database `postgres` */
  async startPrimary(): Promise<string> {
    const passwordFile = join(this.folder, 'password');
    writeFileSync(passwordFile, password, {mode: 0o600});
    giveTo(this.account, passwordFile);
    const options = ['--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--locale', 'C'];
    this.run('initdb', ['--pgdata', this.data('primary'), '--encoding', 'UTF8', '--no-sync', ...options]);
    this.primaryPort = await this.start('primary');
    return this.url(this.primaryPort);
  }

  /** Copies the primary and follows it. @returns as `startPrimary` */
  async startReplica(): Promise<string> {
    const from = ['--host', '127.0.0.1', '--port', String(this.primaryPort), '--username', 'postgres'];
    this.run('pg_basebackup', [
      ...from,
      '--pgdata',
      this.data('replica'),
      '--write-recovery-conf',
      '--checkpoint',
      'fast',
      '--no-sync',
    ]);
    return this.url(await this.start('replica'));
  }

  async stop(): Promise<void> {
    for (const server of this.servers.reverse()) await server.stop('SIGQUIT');
    await this.callOff();
    rmSync(join(this.folder, '..'), {recursive: true, force: true});
  }

  private async start(name: string): Promise<number> {
    const port = await freePort();
    const settings: Record<string, string | number> = {
      ...this.settings,
      port,
      hba_file: this.hba,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'off',
    };
    const args = Object.entries(settings).flatMap(([setting, value]) => ['-c', `${setting}=${value}`]);
    const server = new ServerProcess(
      `PostgreSQL, ${name},`,
      this.program('postgres'),
      ['-D', this.data(name), ...args],
      {...this.account, cwd: this.folder},
      join(this.folder, `${name}.log`),
    );
    this.servers.push(server);
    await server.start(() => letsIn(this.url(port)));
    return port;
  }

  private run(program: string, args: readonly string[]): void {
    const env = {PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', PGPASSWORD: password};
    const options = {...this.account, cwd: this.folder, encoding: 'utf8', env} as const;
    const {status, stderr} = spawnSync(this.program(program), args, options);
    if (status !== 0) throw new Error(`${program} failed: ${(stderr ?? '').trim()}`);
  }

  private program(name: string): string {
    const binaries = findBinaries(process.env);
    if (typeof binaries === 'string') throw new Error(binaries);
    return join(binaries.postgres, name);
  }

  private data(name: string): string {
    return join(this.folder, name);
  }

  private url(port: number): string {
    return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  }
}

/** The superuser's, on this machine's loopback only, for the time of a test. */
const password = 'superuser';
