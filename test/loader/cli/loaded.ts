import type {TestDatabase} from '../../stack/database.js';

/** What a database serves and keeps. */
export interface Loaded {
  readonly current: string | null;
  readonly versions: readonly string[];
  /** Ids of the networks that tables of their own are there for. */
  readonly tablesOf: readonly number[];
}

export async function loaded(database: TestDatabase): Promise<Loaded> {
  const networks = await database.query<{version: string; current: boolean}>(
    `SELECT n.version, c.network IS NOT NULL AS current FROM network n LEFT JOIN current_network c ON c.network = n.id
      ORDER BY n.id`,
  );
  const tables = await database.query<{id: number}>(
    `SELECT DISTINCT substring(relname FROM '[0-9]+$')::integer AS id FROM pg_class
      WHERE relkind = 'r' AND relname ~ '^(node|edge|arc|turn_restriction|cell|shortcut|climb|label)_[0-9]+$' ORDER BY 1`,
  );
  return {
    current: networks.find(({current}) => current)?.version ?? null,
    versions: networks.map(({version}) => version),
    tablesOf: tables.map(({id}) => id),
  };
}
