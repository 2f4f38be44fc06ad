import type {RoadNetwork} from '../../src/graph/network.js';
import type {NetworkStatistics} from '../../src/graph/network-statistics.js';
import type {OnProgress} from '../../src/graph/road.js';
import {type Cells, cutIntoCells} from '../../src/graph/hierarchy/cells.js';
import {affordableMode, DEFAULT_LABEL_BUDGET_MIB, type LabelMode} from './database/label-mode.js';
import {openLoadSession, type LoadSession} from './database/load-session.js';
import {plainPairs, type PlainPairs} from './database/plain-pairs.js';
import {dropLeftovers, retireOldNetworks} from './database/retire.js';
import {arcTables} from './database/arc-rows.js';
import type {TableGroup} from './database/network-table.js';
import {roadTables} from './database/road-rows.js';
import {hierarchyTables, labelTables} from './database/search-tables.js';
import {stageNetwork} from './database/stage.js';
import {swapNetwork} from './database/swap.js';

/** The same file, with the same mapping, is what is served already. */
export class AlreadyLoaded extends Error {
  override readonly name = 'AlreadyLoaded';
  constructor(
    readonly version: string,
    source: string,
  ) {
    super(`${source} is loaded already, as version ${version}; --force loads it again.`);
  }
}

export interface WriteOptions {
  /** The owner, on the server's own port. */
  readonly adminUrl: string;
  readonly statistics: NetworkStatistics;
  /** What else `network.report` shall hold, such as times. */
  readonly report?: Readonly<Record<string, unknown>>;
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
  /** Load even what is loaded already. */
  readonly force?: boolean;
  /** How labels are kept; auto, the default: the quickest way within the budget. */
  readonly labels?: LabelMode | 'auto';
  /** What labels may take on disk, for auto, mebibytes. */
  readonly labelBudgetMiB?: number;
}

export interface WrittenNetwork {
  readonly id: number;
  readonly version: string;
  /** How its labels are kept. */
  readonly labels: LabelMode;
  /** The version that was served until now; null at the first load. */
  readonly replaced: string | null;
  /** Tables that an earlier load had left, cut off or held up by a reader, and that this one has taken away. */
  readonly cleared: readonly string[];
  /** What went wrong after the swap and does no harm, a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Writes a network into a migrated database and makes it the one that is served. The old one serves until then, and
 * stays for the requests in flight; older ones go. One load at a time: a second waits. A load that fails or is aborted
 * takes away what it has written; what one that was killed has left, the next takes away.
 * @throws AlreadyLoaded; VerificationFailed; PooledConnection; the signal's reason; what the server refuses
 */
export async function writeToDatabase(network: RoadNetwork, options: WriteOptions): Promise<WrittenNetwork> {
  const {adminUrl, onProgress = () => {}, signal = new AbortController().signal} = options;
  const session = await openLoadSession(adminUrl, network.meta.name, onProgress, signal);
  try {
    return await write(session, network, {...options, onProgress, signal});
  } catch (error) {
    await cleanUp(session);
    throw signal.aborted ? signal.reason : error;
  } finally {
    await session.end();
  }
}

type Settled = WriteOptions & Required<Pick<WriteOptions, 'onProgress' | 'signal'>>;

async function write(session: LoadSession, network: RoadNetwork, options: Settled): Promise<WrittenNetwork> {
  const {statistics, report, onProgress, signal, force = false} = options;
  const {sha256, source, dropped} = network.meta;
  const [current] = await session.run<{id: number; version: string; sha256: string}>('current.sql');
  if (current?.sha256 === sha256 && !force) throw new AlreadyLoaded(current.version, source);
  const {dropped: cleared, warnings} = await dropLeftovers(session);

  const [{id}] = await session.run<{id: number}>('next-id.sql');
  const version = `${id}-${sha256.slice(0, 8)}`;
  const cells = cellsOf(network);
  const labels = labelModeOf(network, options);
  // what takes longest after its rows are written comes first
  const groups: readonly TableGroup[] = [
    {name: 'labels', tables: labelTables(network, labels, id), hasThreads: true},
    {name: 'arcs', tables: arcTables(network, cells, id), hasThreads: false},
    {name: 'roads', tables: roadTables(network, cells, id), hasThreads: false},
    {name: 'hierarchies', tables: hierarchyTables(network, cells, labels, id), hasThreads: true},
  ];
  let pairs: readonly PlainPairs[] = [];
  const search = async (stop: AbortSignal) => {
    pairs = await plainPairs(network, stop);
  };
  await stageNetwork(session, network, groups, id, {onProgress, signal, meanwhile: search});
  const entry = {id, version, labels, pairs, report: {...report, statistics, dropped}};
  await swapNetwork(session, network, entry, onProgress, signal);

  // from here on the new network is served: nothing may fail the load any more
  warnings.push(...(await retireOldNetworks(session, id, current?.id ?? null)));
  warnings.push(...(await refreshStatistics(session)));
  return {id, version, labels, replaced: current?.version ?? null, cleared, warnings: [...new Set(warnings)]};
}

/** Without times between them there is nothing to choose cells by: the network is one. */
function cellsOf({nodes, graphs, hierarchies}: RoadNetwork): Cells {
  const isTimed = graphs.every(({profile}) =>
    hierarchies.some((hierarchy) => hierarchy.profile === profile && hierarchy.objective === 'FASTEST'),
  );
  return isTimed ? cutIntoCells(nodes) : {count: 1, cellOf: new Int32Array(nodes.count)};
}

function labelModeOf({hierarchies}: RoadNetwork, {labels = 'auto', labelBudgetMiB}: WriteOptions): LabelMode {
  if (hierarchies.length === 0) return 'none';
  return labels === 'auto' ? affordableMode(hierarchies, labelBudgetMiB ?? DEFAULT_LABEL_BUDGET_MIB) : labels;
}

/** The planner asks the parents' statistics where it cannot know the version beforehand; of the others it knows it. */
async function refreshStatistics({client}: LoadSession): Promise<string[]> {
  try {
    // a glance at all networks tells enough: what a version's own tables hold, their own statistics tell
    await client.query(
      "SET lock_timeout = '5s'; SET default_statistics_target = 10; ANALYZE node, edge, arc, turn_restriction, cell",
    );
    return [];
  } catch (error) {
    return [`The planner's statistics are not fresh: ${(error as Error).message}.`];
  }
}

async function cleanUp(session: LoadSession): Promise<void> {
  try {
    // a cancel that is on its way would hit the clean-up instead of the work
    await session.cancelled();
    await session.client.query('ROLLBACK');
    await dropLeftovers(session);
  } catch {
    // the session is gone, and with it the transaction; what it had committed goes with the next load
  }
}
