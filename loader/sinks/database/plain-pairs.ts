import {setImmediate as nextTurn} from 'node:timers/promises';
import {arcCosts} from '../../../src/graph/arc-costs.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import {plainCosts} from '../../../src/graph/plain-costs.js';

/**
 * Pairs of each weighting: so many starts, and to each of them so many ends. A start takes a search over the whole
 * network, and an end a look at its result; a wrong label shows at either.
 */
const STARTS = 10;
const ENDS = 100;

/** Random pairs of places of one weighting, with what a plain Dijkstra over the arcs that were built says of them. */
export interface PlainPairs {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** By start and end; Infinity where no way leads. */
  readonly costs: readonly (readonly number[])[];
}

/**
 * Searches 1,000 pairs of each weighting, in the order of the network's hierarchies; between two searches others have
 * their turn.
 * @throws the signal's reason
 */
export async function plainPairs({graphs, hierarchies}: RoadNetwork, signal: AbortSignal): Promise<PlainPairs[]> {
  const pairs: PlainPairs[] = [];
  for (const {profile, objective} of hierarchies) {
    const graph = graphs.find((candidate) => candidate.profile === profile)!;
    const arcs = arcCosts(graph, objective);
    const starts = randomPlaces(STARTS, graph.nodeCount);
    const ends = randomPlaces(ENDS, graph.nodeCount);
    const costs: number[][] = [];
    for (const start of starts) {
      await nextTurn();
      signal.throwIfAborted();
      const best = plainCosts(graph, arcs, start);
      costs.push(ends.map((end) => best[end]));
    }
    pairs.push({starts, ends, costs});
  }
  return pairs;
}

function randomPlaces(count: number, placeCount: number): number[] {
  return Array.from({length: count}, () => Math.floor(Math.random() * placeCount));
}
