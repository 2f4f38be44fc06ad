import type {RoadNetwork} from '../../../src/graph/network.js';
import type {LoadSession} from './load-session.js';
import {withShortLocks} from './short-locks.js';

export interface Entry {
  readonly id: number;
  readonly version: string;
  /** Goes into network.report. */
  readonly report: Readonly<Record<string, unknown>>;
}

/**
 * Makes a staged network the one that is served: its tables become partitions, then `current_network` moves, with the
 * network's row, in one transaction. Attaching is a transaction of its own, a moment earlier: a statement that was
 * planned before it, and that sees the pointer moved, would look into no partition at all.
 * Neither locks a reader out, and neither waits long for a lock.
 * @throws the signal's reason, before anything that a reader could see
 */
export async function swapNetwork(
  session: LoadSession,
  {meta, nodes, edges, graphs}: RoadNetwork,
  {id, version, report}: Entry,
  signal: AbortSignal,
): Promise<void> {
  await withShortLocks(session.client, () => session.run('attach.sql', [], {id}), {signal});
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
  ];
  await withShortLocks(session.client, () => session.run('publish.sql', row), {signal});
}

/** Longer than a statement takes from its plan to its snapshot. */
const PLANS_SETTLE_MS = 50;
