import {join} from 'node:path';
import {runner} from 'node-pg-migrate';
import type {Client} from 'pg';
import {packageRoot} from '../src/package-root.js';
import {connectDirectly} from '../src/postgres/connect.js';
import {sqlFile} from '../src/postgres/sql-file.js';
import {scramSecret} from './scram.js';

export interface MigrateOptions {
  /** The gateway login's `statement_timeout`, milliseconds. */
  readonly statementTimeoutMs: number;
  /** The gateway login's password, or its SCRAM secret; left out, the login keeps what it has. */
  readonly gatewayPassword?: string;
  readonly signal?: AbortSignal;
}

export interface Migrated {
  /** Names of the migrations that ran, in order; none where the schema was up to date. */
  readonly applied: readonly string[];
  /** What this owner was not allowed to do about the roles, a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Brings a database to the newest schema and its roles to what database/roles.sql says. Runs that meet wait for one
 * another; a run that finds nothing to do changes nothing.
 * @param adminUrl the owner, on the server's own port
 * @throws PooledConnection; Error that names what the server refused
 */
export async function migrate(adminUrl: string, options: MigrateOptions): Promise<Migrated> {
  const client = await connectDirectly(adminUrl, 'roadql migrate');
  const warnings: string[] = [];
  client.on('notice', ({severity, message}) => {
    if (severity === 'WARNING' && message) warnings.push(message);
  });
  try {
    await takeTurn(client, options.signal);
    const applied = await applyMigrations(client);
    await applyRoles(client, options);
    return {applied, warnings};
  } finally {
    await client.end();
  }
}

/** Any number, the same for every migration of a database. */
const MIGRATION_LOCK = 0x726f6164;

/** Waits for its turn; the lock goes with the session. */
async function takeTurn(client: Client, signal?: AbortSignal): Promise<void> {
  for (;;) {
    signal?.throwIfAborted();
    const {rows} = await client.query<{taken: boolean}>('SELECT pg_try_advisory_lock($1) AS taken', [MIGRATION_LOCK]);
    if (rows[0].taken) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function applyMigrations(client: Client): Promise<string[]> {
  const complaints: string[] = [];
  const quiet = () => {};
  try {
    const applied = await runner({
      dbClient: client,
      dir: join(packageRoot, 'database/migrations'),
      migrationsTable: 'migration',
      direction: 'up',
      // one transaction for all: a schema is new or old, never in between
      singleTransaction: true,
      checkOrder: true,
      // this session holds a lock already, one that waits
      noLock: true,
      logger: {debug: quiet, info: quiet, warn: quiet, error: (message: string) => complaints.push(message)},
    });
    return applied.map(({name}) => name);
  } catch (cause) {
    throw new Error(explainRefusal(cause as Error & {code?: string}), {cause});
  }
}

function explainRefusal({code, message}: Error & {code?: string}): string {
  if (code === INSUFFICIENT_PRIVILEGE && message.includes('extension')) {
    return `${message}. Let a superuser run CREATE EXTENSION postgis; CREATE EXTENSION pgrouting; in this database once.`;
  }
  if (code === UNDEFINED_FILE || message.includes('is not available')) {
    return `${message}. Install PostGIS and pgRouting for this server (postgresql-NN-postgis-3, postgresql-NN-pgrouting).`;
  }
  return `The migration failed: ${message}`;
}

const INSUFFICIENT_PRIVILEGE = '42501';
const UNDEFINED_FILE = '58P01';

async function applyRoles(client: Client, {statementTimeoutMs, gatewayPassword}: MigrateOptions): Promise<void> {
  await client.query(
    `SELECT set_config('roadql.statement_timeout_ms', $1, false), set_config('roadql.gateway_secret', $2, false)`,
    [String(statementTimeoutMs), gatewayPassword === undefined ? '' : asSecret(gatewayPassword)],
  );
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(sqlFile('database', 'roles.sql'));
      return;
    } catch (error) {
      // two databases of one cluster touch a role in the same instant: the server refuses one of them
      if (attempt === 20 || !/concurrently updated|deadlock/.test((error as Error).message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 + Math.random() * 80));
    }
  }
}

/** What the server logs, should it log statements, is then no password. */
function asSecret(password: string): string {
  return password.startsWith('SCRAM-SHA-256$') ? password : scramSecret(password);
}
