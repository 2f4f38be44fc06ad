import type {RoadNetwork} from '../../../src/graph/network.js';
import type {OnProgress} from '../../../src/graph/road.js';
import type {LoadSession} from './load-session.js';
import type {TableGroup} from './network-table.js';
import {runCopy} from './run-copy.js';
import {StageProgress} from './stage-progress.js';
import {VerificationFailed, verifyGroup} from './verify.js';

export interface StageOptions {
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
  /** What this thread does once it has made its rows, while the database is at work. */
  readonly meanwhile: (stop: AbortSignal) => Promise<void>;
}

/**
 * Writes a network into tables of its own, indexed, analysed and verified; nobody sees them yet. The groups of tables are
 * written beside each other, each by a session and in a transaction of its own: rows that are written in the transaction
 * that made their table need no log (wal_level = minimal) and come out frozen, so that no vacuum has to read them again.
 * They commit one after another once all are verified; what some have committed when another cannot is a leftover.
 * @throws VerificationFailed; what the server refuses; what `meanwhile` throws; the signal's reason
 */
export async function stageNetwork(
  session: LoadSession,
  network: RoadNetwork,
  groups: readonly TableGroup[],
  id: number,
  {onProgress, signal, meanwhile}: StageOptions,
): Promise<void> {
  const indexing: string[][] = [];
  for (const group of groups) indexing.push(await indexStatements(session, group, id));
  const progress = new StageProgress(
    {
      writing: groups.flatMap(({tables}) => tables).reduce((sum, {count}) => sum + count, 0),
      indexing: indexing.flat().length,
      verifying: groups.length,
    },
    onProgress,
  );
  const turns = new Turns();
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  // groups whose rows this thread has still to make
  let rowsToMake = groups.filter(({hasThreads}) => !hasThreads).length;
  let aside = Promise.resolve();
  const stage = async (group: TableGroup, statements: readonly string[]): Promise<LoadSession> => {
    let writer: LoadSession | undefined;
    try {
      writer = await session.beside(stop);
      await writer.client.query('BEGIN');
      await writer.run(`create-${group.name}.sql`, [], {id});
      const copy = () => copyAll(writer!, group, id, progress, stop);
      if (group.hasThreads) {
        await copy();
      } else {
        await turns.take(copy);
        if (--rowsToMake === 0) aside = meanwhile(stop).catch((error: unknown) => failed.abort(error));
      }
      await indexAll(writer, statements, progress, stop);
      await verifyGroup(writer, network, group, id);
      progress.add('verifying', 1);
      stop.throwIfAborted();
      return writer;
    } catch (error) {
      failed.abort(error);
      if (writer) await rollBack(writer);
      throw error;
    }
  };
  const staged = await Promise.allSettled(groups.map((group, number) => stage(group, indexing[number])));
  await aside;
  const writers = staged.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (stop.aborted || writers.length < groups.length) {
    await Promise.all(writers.map(rollBack));
    // the first to fail has stopped the others
    throw stop.reason;
  }
  try {
    for (const {client} of writers) await client.query('COMMIT');
  } finally {
    await Promise.all(writers.map((writer) => writer.end()));
  }
}

/**
 * Rows that this thread makes are made for one group at a time: made for all at once, the first of them would have to wait
 * for its indexes as long as the last.
 */
class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Does work when all before it is done, well or not. */
  take(work: () => Promise<void>): Promise<void> {
    const turn = this.last.then(work, work);
    this.last = turn;
    return turn;
  }
}

async function copyAll(
  {client}: LoadSession,
  {tables}: TableGroup,
  id: number,
  progress: StageProgress,
  signal: AbortSignal,
): Promise<void> {
  for (const {name, columns, count, rows} of tables) {
    const text = `COPY ${name}_${id} (${columns}) FROM STDIN (FORMAT binary, FREEZE)`;
    const written = await runCopy(client, text, rows(), signal);
    if (written !== count) throw new VerificationFailed(`${name}: ${written} of ${count} rows were written.`);
    progress.add('writing', count);
  }
}

/** What makes the indexes of a group's tables, and their statistics. */
async function indexStatements(session: LoadSession, {tables}: TableGroup, id: number): Promise<string[]> {
  const statements: string[] = [];
  for (const {name} of tables) {
    const rows = await session.run<{statement: string}>('index-statements.sql', [name, `${name}_${id}`]);
    statements.push(...rows.map(({statement}) => statement));
  }
  // as few rows as the statistics of all networks will be made from: they are many, and much alike
  statements.push('SET LOCAL default_statistics_target = 10', ...tables.map(({name}) => `ANALYZE ${name}_${id}`));
  return statements;
}

async function indexAll(
  {client}: LoadSession,
  statements: readonly string[],
  progress: StageProgress,
  signal: AbortSignal,
): Promise<void> {
  for (const statement of statements) {
    signal.throwIfAborted();
    await client.query(statement);
    progress.add('indexing', 1);
  }
}

async function rollBack(writer: LoadSession): Promise<void> {
  // a cancel that is on its way would hit the roll back instead of the work
  await writer.cancelled();
  // where the session is gone, its transaction is too
  await writer.client.query('ROLLBACK').catch(() => {});
  await writer.end();
}
