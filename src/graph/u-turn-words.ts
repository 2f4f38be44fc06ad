import {headNode, type Heading, turnedRound} from './heading.js';
import type {TravelGraph} from './travel-graph.js';

/** How many junctions past a restriction a traveller may not turn round. */
const junctionsPastRestriction = 2;

/**
 * Turning round, as forbidden words, within two junctions of where a restriction applies. A best path turns round in
 * the open only to dodge a restriction: past it, back, and in from the other side. So it is enough to ban it there;
 * everywhere would mean a copy of each node for each of its roads. A node where the road merely goes on is no junction.
 * @param words  the restrictions' own
 */
export function uTurnWords(words: readonly (readonly Heading[])[], graph: TravelGraph): Heading[][] {
  const {firstOut, out, usable} = graph;
  const junctionsAway = new Map<number, number>();
  for (const word of words) {
    for (let step = 0; step < word.length - 1; step++) junctionsAway.set(headNode(graph, word[step]), 0);
  }
  // a list that grows while it is read: nodes that merely continue a road cost no junction, and come first in their round
  for (let round = 0; round < junctionsPastRestriction; round++) {
    const queue = [...junctionsAway.keys()].filter((node) => junctionsAway.get(node) === round);
    for (let next = 0; next < queue.length; next++) {
      for (let at = firstOut[queue[next]]; at < firstOut[queue[next] + 1]; at++) {
        const node = headNode(graph, out[at]);
        if (junctionsAway.has(node)) continue;
        const isJunction = firstOut[node + 1] - firstOut[node] > 2;
        junctionsAway.set(node, isJunction ? round + 1 : round);
        if (!isJunction) queue.push(node);
      }
    }
  }
  const bans: Heading[][] = [];
  for (const node of junctionsAway.keys()) {
    const isDeadEnd = firstOut[node + 1] - firstOut[node] < 2;
    if (isDeadEnd) continue;
    for (let at = firstOut[node]; at < firstOut[node + 1]; at++) {
      const into = turnedRound(out[at]);
      if (usable[into]) bans.push([into, out[at]]);
    }
  }
  return bans;
}
