import {once} from 'node:events';
import type {Socket} from 'node:net';
import type {Client} from 'pg';
import {from as copyFrom} from 'pg-copy-streams';
import type {RoadNetwork} from '../../../src/graph/network.js';
import type {OnProgress} from '../../../src/graph/road.js';
import type {LoadSession} from './load-session.js';
import type {NetworkTable, TableName} from './network-table.js';

/** What was written is not what was built. */
export class VerificationFailed extends Error {
  override readonly name = 'VerificationFailed';
}

/**
 * Writes a network into tables of its own, indexed, analysed and verified; nobody sees them yet. All in one
 * transaction: a load that is cut off in it leaves nothing, and rows that are written in the transaction that made
 * their table need no log (wal_level = minimal) and come out frozen, so that no vacuum has to read them again.
 * @throws VerificationFailed; what the server refuses; the signal's reason
 */
export async function stageNetwork(
  session: LoadSession,
  network: RoadNetwork,
  tables: readonly NetworkTable[],
  id: number,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const {client, run} = session;
  await client.query('BEGIN');
  await run('create-tables.sql', [], {id});
  await copyAll(client, tables, id, onProgress, signal);
  await indexAll(session, tables, id, onProgress, signal);
  onProgress('verifying', 0, 1, 'steps');
  await verify(session, network, tables, id);
  onProgress('verifying', 1, 1, 'steps');
  signal.throwIfAborted();
  await client.query('COMMIT');
}

async function copyAll(
  client: Client,
  tables: readonly NetworkTable[],
  id: number,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const total = tables.reduce((sum, {count}) => sum + count, 0);
  let done = 0;
  for (const {name, columns, count, rows} of tables) {
    const text = `COPY ${name}_${id} (${columns}) FROM STDIN (FORMAT binary, FREEZE)`;
    const written = await copyRows(client, text, rows(), signal);
    if (written !== count) throw new VerificationFailed(`${name}: ${written} of ${count} rows were written.`);
    done += count;
    onProgress('writing', done, total, 'rows');
  }
}

/** Runs one COPY. Not a pipeline: the stream must not be destroyed where the server has refused the rows already. */
async function copyRows(
  client: Client,
  text: string,
  buffers: Iterable<Buffer> | AsyncIterable<Buffer>,
  signal: AbortSignal,
): Promise<number> {
  const copy = client.query(copyFrom(text));
  const socket = (client as Client & {readonly connection: {readonly stream: Socket}}).connection.stream;
  const ended = new Promise<void>((resolve, reject) => copy.on('finish', resolve).on('error', reject));
  const refusals: Error[] = [];
  ended.catch((error: Error) => refusals.push(error));
  for await (const buffer of buffers) {
    // once the server has refused, the stream has no connection left to write to
    if (refusals.length > 0) throw refusals[0];
    if (signal.aborted) {
      // the server answers the end of the stream by an error, and the session is ours again
      copy.destroy(signal.reason as Error);
      await ended.catch(() => {});
      throw signal.reason;
    }
    if (!copy.write(buffer)) await Promise.race([once(copy, 'drain'), ended]);
    // whoever made the buffer writes to it again, so all of it has to be with the kernel first
    if (socket.writableLength > 0) await new Promise<void>((resolve) => socket.write('', () => resolve()));
  }
  copy.end();
  await ended;
  return copy.rowCount;
}

async function indexAll(
  session: LoadSession,
  tables: readonly NetworkTable[],
  id: number,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const statements: string[] = [];
  for (const {name} of tables) {
    const rows = await session.run<{statement: string}>('index-statements.sql', [name, `${name}_${id}`]);
    statements.push(...rows.map(({statement}) => statement));
  }
  const analyze = (names: readonly TableName[]) => names.map((name) => `ANALYZE ${name}_${id}`);
  const names = tables.map(({name}) => name);
  statements.push(...analyze(names.filter((name) => !alike.has(name))));
  statements.push('SET LOCAL default_statistics_target = 10', ...analyze(names.filter((name) => alike.has(name))));
  for (let done = 0; done < statements.length; done++) {
    signal.throwIfAborted();
    await session.client.query(statements[done]);
    onProgress('indexing', done + 1, statements.length, 'steps');
  }
}

/** Their rows are many, and all alike: a glance at a few tells the planner enough. */
const alike: ReadonlySet<TableName> = new Set(['cell', 'shortcut', 'climb', 'label']);

interface Findings {
  readonly nodes: number;
  readonly edges: number;
  readonly arcs: number;
  readonly restrictions: number;
  readonly cells: number;
  readonly shortcuts: number;
  readonly climbs: number;
  readonly labels: number;
  readonly ids: number;
  readonly edge_ends: number;
  readonly arc_places: number;
  readonly arc_edges: number;
}

async function verify(
  session: LoadSession,
  network: RoadNetwork,
  tables: readonly NetworkTable[],
  id: number,
): Promise<void> {
  const rowsOf = (name: NetworkTable['name']) => tables.find((table) => table.name === name)!.count;
  const places = network.graphs.map(({nodeCount}) => nodeCount);
  const [found] = await session.run<Findings>('verify.sql', [places], {id});
  const expected: Findings = {
    nodes: network.nodes.count,
    edges: network.edges.count,
    arcs: network.graphs.reduce((sum, {arcCount}) => sum + arcCount, 0),
    restrictions: network.restrictions.length,
    cells: rowsOf('cell'),
    shortcuts: rowsOf('shortcut'),
    climbs: rowsOf('climb'),
    labels: rowsOf('label'),
    ids: 0,
    edge_ends: 0,
    arc_places: 0,
    arc_edges: 0,
  };
  const wrong = (Object.keys(expected) as (keyof Findings)[]).filter((key) => found[key] !== expected[key]);
  if (wrong.length > 0) {
    const list = wrong.map((key) => `${key} ${found[key]} instead of ${expected[key]}`).join(', ');
    throw new VerificationFailed(`The network in the database is not the one that was built: ${list}.`);
  }
}
