import type {CutRoads} from './cut-roads.js';
import {headNode, type Heading, tailNode, turnedRound} from './heading.js';
import type {TurnRestriction} from './road.js';
import type {RestrictionRule} from './restriction-rule.js';
import type {TravelGraph} from './travel-graph.js';
import {turnAngle} from './turn-angle.js';

/** Why a restriction bans nothing. */
export type ChainProblem =
  | 'turn restriction whose road or via node is not in the network'
  | 'turn restriction that nobody could break (its roads do not meet at the via, or not in that direction)'
  | 'turn restriction that may be read in several ways';

/**
 * The headings from a restriction's `from` over its `via` to its `to`, one chain for each pair of from and to roads,
 * for the headings that a profile may travel.
 *
 * A road that is not split at the via, as it should be, may be followed from both sides. Then the chain is taken that
 * turns as the restriction's kind says; a via of roads is followed the shortest way; what is still open is a problem.
 * @param edgesOf  a source road's edges in the order of its vertices
 */
export function restrictionChains(
  restriction: TurnRestriction,
  rule: RestrictionRule,
  graph: TravelGraph,
  cut: CutRoads,
  edgesOf: (sourceId: string) => readonly number[],
): {chains: Heading[][]; problem: ChainProblem | null} {
  const {via} = restriction;
  const viaRoads = 'ways' in via ? via.ways.map(edgesOf) : [];
  const viaNode = 'node' in via ? cut.findNode(via.node) : null;
  const chains: Heading[][] = [];
  let problem: ChainProblem | null = null;
  for (const from of restriction.from) {
    for (const to of restriction.to) {
      const roads = [edgesOf(from), ...viaRoads, edgesOf(to)];
      if (viaNode === -1 || roads.some((edges) => edges.length === 0)) {
        problem ??= 'turn restriction whose road or via node is not in the network';
        continue;
      }
      const found = chainsAlong(roads, viaNode, graph);
      const chosen = found.length > 1 ? choose(found, rule, from === to, cut) : found;
      if (chosen) chains.push(...chosen);
      if (!chosen) problem ??= 'turn restriction that may be read in several ways';
      else if (chosen.length === 0) {
        problem ??=
          'turn restriction that nobody could break (its roads do not meet at the via, or not in that direction)';
      }
    }
  }
  return {chains, problem};
}

/** Every way to enter the first road's last edge, follow each road between in turn, and leave by the last road. */
function chainsAlong(roads: readonly (readonly number[])[], viaNode: number | null, graph: TravelGraph): Heading[][] {
  const headings = roads.map((edges) =>
    edges.flatMap((edge) => [2 * edge, 2 * edge + 1]).filter((heading) => graph.usable[heading]),
  );
  const found: Heading[][] = [];

  const goOn = (chain: readonly Heading[], road: number) => {
    const last = chain[chain.length - 1];
    const node = headNode(graph, last);
    const isOnVia = road > 0;
    for (const heading of headings[road + 1] ?? []) {
      if (tailNode(graph, heading) !== node) continue;
      if (road + 1 === headings.length - 1) found.push([...chain, heading]);
      else goOn([...chain, heading], road + 1);
    }
    if (!isOnVia) return;
    for (const heading of headings[road]) {
      const follows = tailNode(graph, heading) === node && heading !== turnedRound(last) && !chain.includes(heading);
      if (follows) goOn([...chain, heading], road);
    }
  };

  for (const heading of headings[0]) {
    if (viaNode === null || headNode(graph, heading) === viaNode) goOn([heading], 0);
  }
  return found;
}

/** The chain that the mapper meant among several, or null. */
function choose(chains: Heading[][], rule: RestrictionRule, isSameRoad: boolean, cut: CutRoads): Heading[][] | null {
  const shortest = Math.min(...chains.map((chain) => chain.length));
  const isAtNode = shortest === 2;
  const left = chains.filter((chain) => (isAtNode ? turnsAsSaid(chain, rule, cut) : chain.length === shortest));
  // turning round on one road that runs through the via is banned from both sides
  const turnsRound = isAtNode && isSameRoad && rule.turn === 'u_turn' && left.length > 0;
  return left.length === 1 || turnsRound ? left : null;
}

function turnsAsSaid(chain: readonly Heading[], {turn}: RestrictionRule, cut: CutRoads): boolean {
  const angle = turnAngle(cut.edges, chain[chain.length - 2], chain[chain.length - 1]);
  switch (turn) {
    case 'left_turn':
      return angle < -20 && angle > -170;
    case 'right_turn':
      return angle > 20 && angle < 170;
    case 'straight_on':
      return Math.abs(angle) < 45;
    case 'u_turn':
      return Math.abs(angle) > 150;
    case 'entry':
    case 'exit':
      return Math.abs(angle) < 179;
  }
}
