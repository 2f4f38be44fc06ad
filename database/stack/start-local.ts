import {randomBytes} from 'node:crypto';
import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {connectDirectly} from '../../src/postgres/connect.js';
import {migrate} from '../migrate.js';
import {scramSecret} from '../scram.js';
import {privateFolder, serverAccount} from './account.js';
import {findBinaries, type Binaries} from './binaries.js';
import {freePort} from './free-port.js';
import {removeLeftovers, stackFolder} from './leftovers.js';
import {serverFiles} from './server-files.js';
import type {ServerProcess} from './server-process.js';
import {NothingToStart, type LocalStack, type StackUrls} from './stack.js';
import {answersThrough, pgbouncerProcess} from './start-pgbouncer.js';
import {letsIn, makeCluster, postgresProcess} from './start-postgres.js';
import {watchdog} from './watchdog.js';

export interface LocalStackOptions {
  /** Programs to use; those found on this machine by default. */
  readonly binaries?: Binaries;
  /** Connections of the server; database/postgresql.conf's by default. */
  readonly maxConnections?: number;
  /** The gateway login's `statement_timeout`, milliseconds. */
  readonly statementTimeoutMs?: number;
}

/** A migrated database without a session on it, for copies. */
export const templateDatabase = 'roadql_template';

/**
 * Starts a cluster and PgBouncer of our own on free loopback ports: empty, migrated, thrown away at the end. They end
 * with this process, however it ends.
 * @throws NothingToStart; Error with what a program says
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const binaries = options.binaries ?? requireBinaries();
  removeLeftovers();
  for (let attempt = 1; ; attempt++) {
    const started = new StartedStack(binaries, options, await freePort(), await freePort());
    try {
      await started.start();
      return started;
    } catch (error) {
      await started.stop();
      // between looking for a free port and taking it another program may have been quicker
      if (attempt === 3 || !/in use/i.test((error as Error).message)) throw error;
    }
  }
}

function requireBinaries(): Binaries {
  const found = findBinaries(process.env);
  if (typeof found === 'string') throw new NothingToStart([found]);
  return found;
}

const OWNER = 'roadql';
const GATEWAY = 'roadql_gateway';
const DATABASE = 'roadql';

class StartedStack implements LocalStack {
  readonly urls: StackUrls;
  readonly origin: string;
  private readonly folder: string;
  private readonly serverFolder: string;
  private readonly postgres: ServerProcess;
  private readonly pgbouncer: ServerProcess;
  private readonly callOff: () => Promise<void>;
  private readonly prepare: () => void;
  private readonly statementTimeoutMs: number;
  private readonly gatewaySecret: string;

  constructor(binaries: Binaries, options: LocalStackOptions, port: number, pooledPort: number) {
    const account = serverAccount();
    const {folder, remember} = stackFolder();
    this.folder = folder;
    this.serverFolder = privateFolder(join(folder, 'servers'), account);
    remember(this.serverFolder);
    const files = serverFiles(this.serverFolder);
    this.callOff = watchdog(CLEAN_UP, [files.postmasterPid, files.pgbouncerPid, this.serverFolder, folder]);

    const [ownerPassword, gatewayPassword] = [password(), password()];
    const ownerSecret = scramSecret(ownerPassword);
    this.gatewaySecret = scramSecret(gatewayPassword);
    this.statementTimeoutMs = options.statementTimeoutMs ?? 5_000;
    this.origin = `PostgreSQL ${binaries.major} of ${binaries.postgres}, files in ${this.serverFolder}`;
    this.urls = {
      direct: `postgres://${OWNER}:${ownerPassword}@127.0.0.1:${port}/${DATABASE}`,
      pooled: `postgres://${OWNER}:${ownerPassword}@127.0.0.1:${pooledPort}/${DATABASE}`,
      gateway: `postgres://${GATEWAY}:${gatewayPassword}@127.0.0.1:${pooledPort}/${DATABASE}`,
    };
    const cluster = {
      binaries: binaries.postgres,
      folder: this.serverFolder,
      account,
      port,
      owner: OWNER,
      ownerSecret,
      maxConnections: options.maxConnections,
    };
    this.prepare = () => makeCluster(cluster);
    this.postgres = postgresProcess(cluster);
    this.pgbouncer = pgbouncerProcess({
      pgbouncer: binaries.pgbouncer,
      folder: this.serverFolder,
      account,
      port: pooledPort,
      serverPort: port,
      secrets: new Map([
        [OWNER, ownerSecret],
        [GATEWAY, this.gatewaySecret],
      ]),
    });
  }

  async start(): Promise<void> {
    this.prepare();
    await this.startPostgres();
    await this.makeDatabases();
    await this.startPgBouncer();
  }

  startPostgres(): Promise<void> {
    return this.postgres.start(() => letsIn(this.on('postgres')));
  }

  startPgBouncer(): Promise<void> {
    return this.pgbouncer.start(() => answersThrough(this.urls.gateway));
  }

  stopPostgres(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    return this.postgres.stop(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  }

  stopPgBouncer(): Promise<void> {
    return this.pgbouncer.stop('SIGTERM');
  }

  async stop(): Promise<void> {
    await Promise.all([this.stopPgBouncer(), this.stopPostgres('immediate')]);
    await this.callOff();
    for (const folder of [this.serverFolder, this.folder]) {
      if (existsSync(folder)) rmSync(folder, {recursive: true, force: true});
    }
  }

  /** The template first, for PostGIS takes a second to install; the database is then a copy. */
  private async makeDatabases(): Promise<void> {
    const client = await connectDirectly(this.on('postgres'), 'roadql stack');
    try {
      await client.query(`CREATE DATABASE ${templateDatabase}`);
      const options = {statementTimeoutMs: this.statementTimeoutMs, gatewayPassword: this.gatewaySecret};
      await migrate(this.on(templateDatabase), options);
      await client.query(`CREATE DATABASE ${DATABASE} TEMPLATE ${templateDatabase}`);
      await migrate(this.urls.direct, options);
    } finally {
      await client.end();
    }
  }

  private on(database: string): string {
    const url = new URL(this.urls.direct);
    url.pathname = `/${database}`;
    return url.href;
  }
}

/** $1 postmaster's pid file, $2 PgBouncer's, $3 and $4 folders. */
const CLEAN_UP = `
postmaster=$(head -n 1 "$1"); bouncer=$(cat "$2")
[ -n "$bouncer" ] && kill "$bouncer"
[ -n "$postmaster" ] && kill -QUIT "$postmaster"
for tenth in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  kill -0 "$postmaster" || break
  sleep 0.1
done
rm -rf "$3" "$4"
`;

function password(): string {
  return randomBytes(18).toString('base64url');
}
