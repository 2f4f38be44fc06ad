import {Client} from 'pg';
import type {ProfileName} from '../../../src/profiles/profile.js';
import {hideSecret} from '../../../src/postgres/connect.js';
import {rowTypes} from '../../../src/postgres/row-types.js';
import {sqlFile} from '../../../src/postgres/sql-file.js';

/** One network version in a database. */
export interface LoadedNetwork {
  readonly id: number;
  readonly version: string;
  readonly current: boolean;
  readonly name: string;
  readonly source: string;
  readonly format: string;
  readonly sha256: string;
  readonly attribution: string;
  readonly loadedAt: Date;
  /** west, south, east, north, degrees. */
  readonly bbox: readonly number[];
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly profiles: readonly ProfileName[];
  /** What the loader reported. */
  readonly report: Readonly<Record<string, unknown>>;
  /** On disk, with indexes. */
  readonly bytes: number;
}

export interface DatabaseContents {
  /** Whether the schema is there; without it nothing can be loaded. */
  readonly migrated: boolean;
  /** The current one first, then the newest. */
  readonly networks: readonly LoadedNetwork[];
}

/**
 * What a database holds. Any login that may read will do, on any port.
 * @throws Error that names the address where nobody answers
 */
export async function inspectDatabase(url: string): Promise<DatabaseContents> {
  const client = new Client({connectionString: url, types: rowTypes, connectionTimeoutMillis: 10_000});
  client.on('error', () => {});
  try {
    await client.connect();
    const {rows} = await client.query<Row>(sqlFile('loader/sinks/sql', 'inspect.sql'));
    return {migrated: true, networks: rows.map(toNetwork)};
  } catch (cause) {
    const {code, message} = cause as Error & {code?: string};
    if (code === UNDEFINED_TABLE) return {migrated: false, networks: []};
    throw new Error(`Cannot inspect ${hideSecret(url)}: ${message || String(cause)}`, {cause});
  } finally {
    await client.end().catch(() => {});
  }
}

const UNDEFINED_TABLE = '42P01';

interface Row extends Omit<LoadedNetwork, 'loadedAt' | 'nodeCount' | 'edgeCount'> {
  readonly loaded_at: Date;
  readonly node_count: number;
  readonly edge_count: number;
}

function toNetwork({loaded_at, node_count, edge_count, ...rest}: Row): LoadedNetwork {
  return {...rest, loadedAt: loaded_at, nodeCount: node_count, edgeCount: edge_count};
}
