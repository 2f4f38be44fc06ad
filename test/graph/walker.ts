import type {RoadNetwork} from '../../src/graph/network.js';
import type {TravelGraph} from '../../src/graph/travel-graph.js';
import {edgesOf} from './best-paths.js';
import type {RandomTown} from './random-town.js';

type Zone = 'ordinary' | 'started' | 'entered';

interface Stand {
  /** What was travelled since the start or the last turn at an end, as far back as a word is long. */
  readonly memory: readonly number[];
  readonly zone: Zone;
}

/** Walks the road graph heading by heading; headings are `2 * edge`, and one more against the edge. */
export class Walker {
  private readonly longest: number;

  constructor(
    private readonly travel: TravelGraph,
    private readonly words: readonly (readonly number[])[],
  ) {
    this.longest = Math.max(2, ...words.map((word) => word.length));
  }

  /** Milliseconds from the end of the first heading until each heading is entered. */
  millisecondsToAll(start: number): number[] {
    const {travel} = this;
    const best = new Array<number>(travel.usable.length).fill(Infinity);
    const zone = travel.destinationOnly[start] ? 'started' : 'ordinary';
    const waiting: {at: number; stand: Stand}[] = [{at: 0, stand: {memory: [start], zone}}];
    const seen = new Set<string>();
    while (waiting.length > 0) {
      waiting.sort((a, b) => b.at - a.at);
      const {at, stand} = waiting.pop()!;
      const key = JSON.stringify(stand);
      if (seen.has(key)) continue;
      seen.add(key);
      for (const {heading, turn, next} of this.goOn(stand)) {
        best[heading] = Math.min(best[heading], at + turn);
        waiting.push({at: at + turn + Math.round(travel.seconds[heading] * 1000), stand: next});
      }
    }
    return best;
  }

  private goOn({memory, zone}: Stand): {heading: number; turn: number; next: Stand}[] {
    const {travel} = this;
    const last = memory[memory.length - 1];
    const node = last % 2 ? travel.source[last >> 1] : travel.target[last >> 1];
    const back = last % 2 ? last - 1 : last + 1;
    const goes = (heading: number, turn: number, from: readonly number[]) => {
      const next = this.zoneOn(heading, zone);
      return next === null
        ? []
        : [{heading, turn, next: {memory: [...from, heading].slice(1 - this.longest), zone: next}}];
    };
    const leaving = Array.from(travel.usable.keys()).filter(
      (heading) => travel.usable[heading] && (heading % 2 ? travel.target : travel.source)[heading >> 1] === node,
    );
    const backAfresh = leaving.includes(back) ? goes(back, travel.profile.avoidsUTurns ? 20_000 : 0, []) : [];
    if (travel.barred[node]) return backAfresh;
    const allowed = leaving
      .filter((heading) => !this.isForbidden([...memory, heading]))
      .flatMap((h) => goes(h, 0, memory));
    const onward = allowed.filter(({heading}) => heading !== back);
    if (onward.length > 0) return allowed;
    if (!travel.profile.avoidsUTurns && allowed.length > 0) return allowed;
    return leaving.includes(back) ? goes(back, 20_000, []) : [];
  }

  private zoneOn(heading: number, zone: Zone): Zone | null {
    if (!this.travel.destinationOnly[heading]) return zone === 'entered' ? null : 'ordinary';
    return zone === 'ordinary' ? 'entered' : zone;
  }

  private isForbidden(travelled: readonly number[]): boolean {
    return this.words.some((word) => word.join() === travelled.slice(-word.length).join());
  }
}

/**
 * The forbidden sequences of a town's restrictions, by trying every sequence of its roads' headings; a restriction that
 * fits several is left out.
 */
export function wordsOf(town: RandomTown, network: RoadNetwork, travel: TravelGraph): number[][] {
  const tailOf = (heading: number) => (heading % 2 ? travel.target : travel.source)[heading >> 1];
  const headOf = (heading: number) => (heading % 2 ? travel.source : travel.target)[heading >> 1];
  return town.restrictions.flatMap(({from, via, to, tags}) => {
    const roads = [from[0], ...('ways' in via ? via.ways : []), to[0]];
    let chains: number[][] = [[]];
    roads.forEach((id, step) => {
      const headings = edgesOf(network, id).flatMap((edge) => [2 * edge, 2 * edge + 1]);
      chains = chains.flatMap((chain) =>
        headings
          .filter((heading) => travel.usable[heading] && (step === 0 || tailOf(heading) === headOf(chain[step - 1])))
          .map((heading) => [...chain, heading]),
      );
    });
    if ('node' in via) chains = chains.filter(([first]) => network.nodes.sourceId[headOf(first)] === via.node);
    if (chains.length !== 1) return [];
    const [chain] = chains;
    if (tags.restriction.startsWith('no_')) return [chain];
    const end = headOf(chain[chain.length - 2]);
    return Array.from(travel.usable.keys())
      .filter((heading) => travel.usable[heading] && tailOf(heading) === end && heading !== chain[chain.length - 1])
      .map((heading) => [...chain.slice(0, -1), heading]);
  });
}
