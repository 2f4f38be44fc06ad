import {Client} from 'pg';
import {rowTypes} from './row-types.js';

/** The server's port of a pooler was given where a session of one's own is needed. */
export class PooledConnection extends Error {
  constructor(url: string) {
    super(
      `${hideSecret(url)} leads through a connection pooler; migrations and loads need the server's own port ` +
        '(DATABASE_ADMIN_URL), as they hold locks for their session.',
    );
  }
}

/**
 * One session of the owner, on the server's own port.
 * @param applicationName what `pg_stat_activity` shows
 * @throws PooledConnection where a pooler answers; an Error that names the address where nobody does
 */
export async function connectDirectly(url: string, applicationName: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: applicationName,
    types: rowTypes,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  // what runs on it fails by itself when the connection breaks; an 'error' that nobody hears would end the process
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    throw new Error(`Cannot connect to ${hideSecret(url)}: ${(cause as Error).message || String(cause)}`, {cause});
  }
  const {rows} = await client.query<{pid: number}>('SELECT pg_backend_pid() AS pid');
  if (rows[0].pid !== (client as Client & {readonly processID: number}).processID) {
    await client.end();
    throw new PooledConnection(url);
  }
  return client;
}

/** A database's address without its password. */
export function hideSecret(url: string): string {
  return url.replace(/(:\/\/[^:/@]*):[^@/]*@/, '$1@');
}
