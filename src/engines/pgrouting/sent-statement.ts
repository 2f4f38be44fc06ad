import {psqlText} from '../../postgres/psql-text.js';
import type {Searched} from './operation.js';

/** Whose statement it is: the batch of asks that it answers. */
export interface BatchNote {
  readonly operation: string;
  /** Counted from 1 since the start of the process. */
  readonly number: number;
  readonly items: number;
  /** How long its oldest item had waited when it was sent, milliseconds. */
  readonly waitedMs: number;
  /** Those of its items, which tell whose they were. */
  readonly signals: ReadonlySet<AbortSignal>;
}

/** A statement that goes to the database. */
export interface SentStatement {
  /** Its name in sql/. */
  readonly file: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** The same for psql, see psql-text.ts. */
  readonly psql: string;
  readonly batch: BatchNote;
}

/** How it ended. */
export interface StatementEnd {
  readonly ranMs: number;
  /** Null where it failed. */
  readonly rows: number | null;
  /** Null where it says nothing of it, or failed. */
  readonly searched: Searched | null;
  readonly error: Error | null;
}

/** Hears of a statement when it is sent. @returns hears of its end */
export type StatementWatcher = (statement: SentStatement) => (end: StatementEnd) => void;

/** Runs a statement under the eyes of a watcher. What it gives or throws is not touched. */
export async function watchStatement<Row extends object>(
  watch: StatementWatcher,
  {file, text, values, batch}: Omit<SentStatement, 'psql'>,
  run: () => Promise<Row[]>,
): Promise<Row[]> {
  const psql = psqlText(`roadql_${batch.operation}_${batch.number}`, text, values);
  const ended = watch({file, text, values, psql, batch});
  const sentMs = performance.now();
  try {
    const rows = await run();
    ended({ranMs: performance.now() - sentMs, rows: rows.length, searched: searchedOf(rows), error: null});
    return rows;
  } catch (error) {
    ended({ranMs: performance.now() - sentMs, rows: null, searched: null, error: error as Error});
    throw error;
  }
}

function searchedOf(rows: readonly object[]): Searched | null {
  const [row] = rows as readonly {readonly searched?: Searched}[];
  return row?.searched ?? null;
}
