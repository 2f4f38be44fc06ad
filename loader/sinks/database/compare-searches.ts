import type {RoadNetwork} from '../../../src/graph/network.js';
import type {OnProgress} from '../../../src/graph/road.js';
import type {LabelMode} from './label-mode.js';
import type {LoadSession} from './load-session.js';
import type {PlainPairs} from './plain-pairs.js';
import {VerificationFailed} from './verify.js';

export interface Compared {
  /** Whose tables are partitions already. */
  readonly network: RoadNetwork;
  readonly id: number;
  readonly labels: LabelMode;
  /** Of each weighting, in the order of the network's hierarchies. */
  readonly pairs: readonly PlainPairs[];
}

/**
 * Searches between pairs of places of each weighting as the gateway will, over the labels that stand in the database, and
 * compares their costs with those of a plain search over the arcs that were built.
 * @throws VerificationFailed, naming a pair; the signal's reason
 */
export async function compareSearches(
  session: LoadSession,
  {network, id, labels, pairs}: Compared,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  for (const [weighting, {profile, objective}] of network.hierarchies.entries()) {
    onProgress('comparing', weighting, pairs.length, 'weightings');
    signal.throwIfAborted();
    const {starts, ends, costs} = pairs[weighting];
    const found = await searchPairs(session, [id, weighting, labels], starts, ends);
    for (const [at, start] of starts.entries()) {
      for (const [to, end] of ends.entries()) {
        const cost = start === end ? 0 : (found.get(`${start} ${end}`) ?? Infinity);
        const best = costs[at][to];
        if (agrees(cost, best)) continue;
        throw new VerificationFailed(
          `${profile} ${objective}: from place ${start} to place ${end} labels lead at a cost of ${cost}, a plain search at ${best}.`,
        );
      }
    }
  }
  onProgress('comparing', pairs.length, pairs.length, 'weightings');
}

/** Costs by start and end, with a blank between them. */
async function searchPairs(
  session: LoadSession,
  labels: readonly [id: number, weighting: number, labels: LabelMode],
  starts: readonly number[],
  ends: readonly number[],
): Promise<Map<string, number>> {
  const pairs = starts.flatMap((start) => ends.map((end) => [start, end]));
  const rows = await session.run<{start: number; finish: number; cost: number}>('compare-searches.sql', [
    ...labels,
    pairs.map(([start]) => start),
    pairs.map(([, end]) => end),
  ]);
  return new Map(rows.map(({start, finish, cost}) => [`${start} ${finish}`, cost]));
}

/** To the last digit where sums are exact (cost.ts); beyond, the order of additions shows in the second measure. */
function agrees(cost: number, best: number): boolean {
  return cost === best || (Number.isFinite(cost) && best >= 2 ** 53 && Math.abs(cost - best) <= best * 2 ** -45);
}
