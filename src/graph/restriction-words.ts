import type {CutRoads} from './cut-roads.js';
import type {Drops} from './drops.js';
import {headNode, type Heading} from './heading.js';
import {restrictionChains} from './restriction-chains.js';
import {type RestrictionRule, restrictionRules} from './restriction-rule.js';
import type {TurnRestriction} from './road.js';
import type {TravelGraph} from './travel-graph.js';

/**
 * The sequences of headings that turn restrictions forbid, for each graph's profile. A `no_*` forbids the chain from
 * its `from` to its `to`; an `only_*` forbids every other heading after the chain up to its `to`, and with via roads
 * nothing to one who leaves them earlier. A restriction that bans nothing to anyone is dropped with its reason.
 */
export function restrictionWords(
  restrictions: readonly TurnRestriction[],
  graphs: readonly TravelGraph[],
  cut: CutRoads,
  edgesOf: (sourceId: string) => readonly number[],
  drops: Drops,
): Heading[][][] {
  const wordsOf: Heading[][][] = graphs.map(() => []);
  for (const restriction of restrictions) {
    let problem: string | null = null;
    let bansSomething = false;
    graphs.forEach((graph, number) => {
      const rules = restrictionRules(graph.profile, restriction.tags);
      if (!rules) return;
      if (rules.length === 0) problem ??= 'turn restriction of a kind that bans no turn';
      for (const rule of rules) {
        const read = restrictionChains(restriction, rule, graph, cut, edgesOf);
        problem ??= read.problem;
        bansSomething ||= read.chains.length > 0;
        for (const word of wordsFrom(read.chains, rule, graph)) wordsOf[number].push(word);
      }
    });
    if (bansSomething) continue;
    drops.add(problem ?? 'turn restriction that binds no profile', restriction.sourceId);
  }
  return wordsOf;
}

function wordsFrom(chains: readonly Heading[][], rule: RestrictionRule, graph: TravelGraph): Heading[][] {
  if (rule.kind === 'no') return [...chains];
  const allowedAfter = new Map<string, {chain: Heading[]; allowed: Set<Heading>}>();
  for (const whole of chains) {
    const chain = whole.slice(0, -1);
    const key = chain.join();
    let entry = allowedAfter.get(key);
    if (!entry) allowedAfter.set(key, (entry = {chain, allowed: new Set()}));
    entry.allowed.add(whole[whole.length - 1]);
  }
  return [...allowedAfter.values()].flatMap(({chain, allowed}) => {
    const node = headNode(graph, chain[chain.length - 1]);
    const outOf = graph.out.subarray(graph.firstOut[node], graph.firstOut[node + 1]);
    return Array.from(outOf)
      .filter((heading) => !allowed.has(heading))
      .map((heading) => [...chain, heading]);
  });
}
