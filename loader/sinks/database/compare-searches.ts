import {setImmediate as nextTurn} from 'node:timers/promises';
import {arcCosts} from '../../../src/graph/arc-costs.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import {plainCosts} from '../../../src/graph/plain-costs.js';
import type {OnProgress} from '../../../src/graph/road.js';
import type {LabelMode} from './label-mode.js';
import type {LoadSession} from './load-session.js';
import {VerificationFailed} from './verify.js';

/** Pairs of each weighting: so many starts, and to each of them so many ends. */
const STARTS = 25;
const ENDS = 40;

export interface Compared {
  /** Whose tables are partitions already. */
  readonly network: RoadNetwork;
  readonly id: number;
  readonly labels: LabelMode;
}

/**
 * Searches between 1,000 random pairs of places of each weighting as the gateway will, over the labels that stand in the
 * database, and compares their costs with those of a plain Dijkstra over the arcs that were built.
 * @throws VerificationFailed, naming a pair; the signal's reason
 */
export async function compareSearches(
  session: LoadSession,
  {network, id, labels}: Compared,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const {graphs, hierarchies} = network;
  for (const [weighting, {profile, objective}] of hierarchies.entries()) {
    onProgress('comparing', weighting, hierarchies.length, 'weightings');
    const graph = graphs.find((candidate) => candidate.profile === profile)!;
    const costs = arcCosts(graph, objective);
    const starts = randomPlaces(STARTS, graph.nodeCount);
    const ends = randomPlaces(ENDS, graph.nodeCount);
    const found = await searchPairs(session, [id, weighting, labels], starts, ends);
    for (const start of starts) {
      await nextTurn();
      signal.throwIfAborted();
      const best = plainCosts(graph, costs, start);
      for (const end of ends) {
        const cost = start === end ? 0 : (found.get(`${start} ${end}`) ?? Infinity);
        if (agrees(cost, best[end])) continue;
        throw new VerificationFailed(
          `${profile} ${objective}: from place ${start} to place ${end} labels lead at a cost of ${cost}, a plain search at ${best[end]}.`,
        );
      }
    }
  }
  onProgress('comparing', hierarchies.length, hierarchies.length, 'weightings');
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

function randomPlaces(count: number, placeCount: number): number[] {
  return Array.from({length: count}, () => Math.floor(Math.random() * placeCount));
}

/** To the last digit where sums are exact (cost.ts); beyond, the order of additions shows in the second measure. */
function agrees(cost: number, best: number): boolean {
  return cost === best || (Number.isFinite(cost) && best >= 2 ** 53 && Math.abs(cost - best) <= best * 2 ** -45);
}
