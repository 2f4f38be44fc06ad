import {Pool} from 'pg';
import {rowTypes} from './row-types.js';

export interface PoolOptions {
  /** Connections at most. */
  readonly size: number;
  /** What `pg_stat_activity` shows. */
  readonly applicationName: string;
  /** Told when a connection breaks while nobody uses it; the pool replaces it by itself. */
  readonly onIdleError: (error: Error) => void;
}

/**
 * Connections to a database, opened when first asked for. A connection that breaks while idle is reported and
 * forgotten; it never brings the process down.
 * @param url `postgres://user:password@host:port/database`
 */
export function openPool(url: string, {size, applicationName, onIdleError}: PoolOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: size,
    application_name: applicationName,
    types: rowTypes,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    // an idle one must go before a proxy or firewall in between forgets it silently
    idleTimeoutMillis: 60_000,
  });
  pool.on('error', onIdleError);
  return pool;
}
