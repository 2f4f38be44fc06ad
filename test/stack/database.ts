import {randomBytes} from 'node:crypto';
import {Client} from 'pg';
import {migrate} from '../../database/migrate.js';
import {templateDatabase} from '../../database/stack/start-local.js';
import type {StackUrls} from '../../database/stack/stack.js';
import {connectDirectly} from '../../src/postgres/connect.js';
import {stackVariable} from './stack-variable.js';

/** A database of one suite, on the run's server. */
export interface TestDatabase {
  /** The owner, on the server's own port. */
  readonly adminUrl: string;
  /** The owner through PgBouncer. */
  readonly pooledUrl: string;
  /** The read-only login through PgBouncer. */
  readonly gatewayUrl: string;
  /** Runs statements as the owner, for preparing and looking. */
  readonly query: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** Ends whatever is connected and removes it. */
  readonly drop: () => Promise<void>;
}

export interface TestDatabaseOptions {
  /** False: without any schema. */
  readonly migrated?: boolean;
  /** The gateway login's `statement_timeout`. */
  readonly statementTimeoutMs?: number;
}

/** Makes a fresh database, migrated and empty. */
export async function createDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const {migrated = true, statementTimeoutMs = 5_000} = options;
  const urls = stackUrls();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(urls, async (server) => {
    const known = await server.query('SELECT FROM pg_database WHERE datname = $1', [templateDatabase]);
    const template = migrated && known.rowCount === 1 ? templateDatabase : 'template1';
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const adminUrl = on(urls.direct, name);
  if (migrated) await migrate(adminUrl, {statementTimeoutMs});
  return {
    adminUrl,
    pooledUrl: on(urls.pooled, name),
    gatewayUrl: on(urls.gateway, name),
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      const client = new Client({connectionString: adminUrl});
      await client.connect();
      try {
        return (await client.query<Row & Record<string, unknown>>(text, [...values])).rows;
      } finally {
        await client.end();
      }
    },
    drop: async () => {
      await onServer(urls, (server) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

/** The addresses of the run's server. */
export function stackUrls(): StackUrls {
  const urls = process.env[stackVariable];
  if (!urls) throw new Error('No database server: run jest with its own configuration, which starts one.');
  return JSON.parse(urls) as StackUrls;
}

async function onServer(urls: StackUrls, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = await connectDirectly(urls.direct, 'test');
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function on(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}
