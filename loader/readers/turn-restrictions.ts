import {type Drops} from '../../src/graph/drops.js';
import {type TurnRestriction} from '../../src/graph/road.js';
import {type Tags} from '../../src/profiles/profile.js';
import {type OsmRelation} from './pbf-block.js';

/** Gathers the turn restrictions of an OSM file, and sorts out those that do not say what is forbidden. */
export class TurnRestrictions {
  private readonly candidates: TurnRestriction[] = [];
  /** First and last node of the ways of restrictions that go along several, by way id. */
  private readonly ends = new Map<string, readonly [number, number] | null>();

  constructor(private readonly drops: Drops) {}

  /** Takes a relation; any other than a turn restriction is passed over. */
  add(relation: OsmRelation): void {
    const tags = relation.tags ?? {};
    if (!/^restriction(:|$)/.test(tags.type ?? '')) return;
    const problem = problemOfTags(tags) ?? problemOfMembers(relation, tags);
    if (problem) return this.drops.add(problem, String(relation.id));
    const restriction = fromMembers(relation, tags);
    if ('ways' in restriction.via && restriction.via.ways.length > 1) {
      for (const way of [...restriction.from, ...restriction.via.ways, ...restriction.to]) this.ends.set(way, null);
    }
    this.candidates.push(restriction);
  }

  /** To be told of every road, so that via ways can be put in the order of travel. */
  seeWay(id: number, refs: readonly number[]): void {
    const key = String(id);
    if (this.ends.has(key)) this.ends.set(key, [refs[0], refs[refs.length - 1]]);
  }

  /**
   * The restrictions whose members are all there, once every road was seen.
   * @param hasWay   whether the file has a road of this id
   * @param hasNode  whether the file has this node of a road
   */
  finish(hasWay: (id: number) => boolean, hasNode: (id: number) => boolean): TurnRestriction[] {
    const isThere = (id: string) => hasWay(Number(id));
    const whole: TurnRestriction[] = [];
    for (const candidate of this.candidates) {
      const from = candidate.from.filter(isThere);
      const to = candidate.to.filter(isThere);
      const viaIsThere = 'node' in candidate.via ? hasNode(candidate.via.node) : candidate.via.ways.every(isThere);
      if (from.length === 0 || to.length === 0 || !viaIsThere) {
        this.drops.add('turn restriction with a member that the file lacks', candidate.sourceId);
        continue;
      }
      const via = 'node' in candidate.via ? candidate.via : {ways: this.inOrder({from, via: candidate.via.ways, to})};
      whole.push({...candidate, from, to, via});
    }
    return whole;
  }

  /**
   * Members stand in any order in a relation: travel goes from an end of `from`, way by way, to an end of `to`. Where
   * no order does, they stay as they are, for the compiler of restrictions to judge.
   */
  private inOrder({from, via, to}: WayPath): readonly string[] {
    if (via.length === 1) return via;
    const goals = to.flatMap((way) => this.ends.get(way) ?? []);
    for (const start of from.flatMap((way) => this.ends.get(way) ?? [])) {
      const chain = this.chain(start, via, goals);
      if (chain) return chain;
    }
    return via;
  }

  private chain(start: number, via: readonly string[], goals: readonly number[]): string[] | null {
    const chain: string[] = [];
    const left = new Set(via);
    let at = start;
    while (left.size > 0) {
      const next = [...left].find((way) => this.ends.get(way)?.includes(at));
      const ends = next === undefined ? null : this.ends.get(next);
      if (next === undefined || !ends) return null;
      at = ends[0] === at ? ends[1] : ends[0];
      left.delete(next);
      chain.push(next);
    }
    return goals.includes(at) ? chain : null;
  }
}

interface WayPath {
  readonly from: readonly string[];
  readonly via: readonly string[];
  readonly to: readonly string[];
}

function problemOfTags(tags: Tags): string | null {
  const kinds = Object.entries(tags).filter(([key]) => /^restriction(:|$)/.test(key));
  if (kinds.length === 0) return 'turn restriction that does not say which';
  const always = kinds.filter(([key]) => !key.endsWith(':conditional'));
  if (always.length === 0 || tags.hour_on !== undefined || tags.day_on !== undefined) {
    return 'conditional turn restriction';
  }
  return always.some(([, value]) => /^(no|only)_/.test(value)) ? null : 'turn restriction of an unknown kind';
}

function problemOfMembers(relation: OsmRelation, tags: Tags): string | null {
  const roles = (role: string, type: string) =>
    relation.members.filter((member) => member.role === role && member.type === type).length;
  const from = roles('from', 'way');
  const to = roles('to', 'way');
  const viaNodes = roles('via', 'node');
  const viaWays = roles('via', 'way');
  if (from === 0) return 'turn restriction without from';
  if (to === 0) return 'turn restriction without to';
  if (viaNodes + viaWays === 0) return 'turn restriction without via';
  if (viaNodes > 1 || (viaNodes === 1 && viaWays > 0)) return 'turn restriction with several via nodes';
  const kinds = Object.entries(tags)
    .filter(([key]) => /^restriction(:|$)/.test(key))
    .map(([, value]) => value);
  if ((from > 1 && !kinds.includes('no_entry')) || (to > 1 && !kinds.includes('no_exit'))) {
    return 'turn restriction with several from or to';
  }
  return null;
}

function fromMembers(relation: OsmRelation, tags: Tags): TurnRestriction {
  const refs = (role: string, type: string) =>
    relation.members.filter((member) => member.role === role && member.type === type).map((member) => member.ref);
  const viaNodes = refs('via', 'node');
  return {
    sourceId: String(relation.id),
    tags,
    from: refs('from', 'way').map(String),
    to: refs('to', 'way').map(String),
    via: viaNodes.length === 1 ? {node: viaNodes[0]} : {ways: refs('via', 'way').map(String)},
  };
}
