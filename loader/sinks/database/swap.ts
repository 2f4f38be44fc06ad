import type {RoadNetwork} from '../../../src/graph/network.js';
import type {OnProgress} from '../../../src/graph/road.js';
import {compareSearches} from './compare-searches.js';
import type {LabelMode} from './label-mode.js';
import type {LoadSession} from './load-session.js';
import type {PlainPairs} from './plain-pairs.js';
import {withShortLocks} from './short-locks.js';

export interface Entry {
  readonly id: number;
  readonly version: string;
  readonly labels: LabelMode;
  /** What searches in it are compared with. */
  readonly pairs: readonly PlainPairs[];
  /** Goes into network.report. */
  readonly report: Readonly<Record<string, unknown>>;
}

/**
 * Makes a staged network the one that is served: its tables become partitions, searches in them are compared with plain
 * ones, then `current_network` moves, with the network's row, in one transaction. Attaching is a transaction of its own:
 * a statement that was planned before it, and that sees the pointer moved, would look into no partition at all.
 * Neither locks a reader out, and neither waits long for a lock.
 * @throws VerificationFailed and the signal's reason, before anything that a reader could see
 */
export async function swapNetwork(
  session: LoadSession,
  network: RoadNetwork,
  {id, version, labels, pairs, report}: Entry,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const {meta, nodes, edges, graphs, hierarchies} = network;
  onProgress('attaching', 0, 1, 'steps');
  await withShortLocks(session.client, () => session.run('attach.sql', [], {id}), {signal});
  onProgress('attaching', 1, 1, 'steps');
  await compareSearches(session, {network, id, labels, pairs}, onProgress, signal);
  onProgress('swapping', 0, 1, 'steps');
  await new Promise((resolve) => setTimeout(resolve, PLANS_SETTLE_MS));
  signal.throwIfAborted();
  const row = [
    id,
    version,
    meta.name,
    meta.source,
    meta.format,
    meta.sha256,
    meta.attribution,
    meta.bbox,
    nodes.count,
    edges.count,
    graphs.map(({profile}) => profile),
    JSON.stringify(report),
    hierarchies.map(({profile, objective}) => `${profile} ${objective}`),
    labels,
  ];
  await withShortLocks(session.client, () => session.run('publish.sql', row), {signal});
  onProgress('swapping', 1, 1, 'steps');
}

/** Longer than a statement takes from its plan to its snapshot. */
const PLANS_SETTLE_MS = 50;
