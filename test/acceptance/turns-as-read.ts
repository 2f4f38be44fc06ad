import type {RoadNetwork} from '../../src/graph/network.js';
import type {TurnRestriction} from '../../src/graph/road.js';
import type {TravelGraph} from '../../src/graph/travel-graph.js';
import type {Profile} from '../../src/profiles/profile.js';

/** `2 * edge` along it, `2 * edge + 1` against it. */
export type Direction = number;

export function startOf({source, target}: TravelGraph, direction: Direction): number {
  return direction % 2 === 0 ? source[direction >> 1] : target[direction >> 1];
}

export function endOf({source, target}: TravelGraph, direction: Direction): number {
  return direction % 2 === 0 ? target[direction >> 1] : source[direction >> 1];
}

/**
 * The sequences of directions that a network's turn restrictions forbid to a profile, from what the source says and
 * from docs/decisions/0001 alone; the loader's own reading is not asked.
 */
export function forbiddenSequences(network: RoadNetwork, travel: TravelGraph): Direction[][] {
  const reading = new Reading(network, travel);
  return network.restrictions.flatMap((restriction) => reading.sequencesOf(restriction));
}

class Reading {
  private readonly edgesOfRoad = new Map<string, number[]>();
  private readonly nodeOfSource = new Map<number, number>();

  constructor(
    private readonly network: RoadNetwork,
    private readonly travel: TravelGraph,
  ) {
    const {edges, nodes} = network;
    for (let edge = 0; edge < edges.count; edge++) {
      const road = edges.strings.get(edges.sourceId[edge]) ?? '';
      this.edgesOfRoad.set(road, [...(this.edgesOfRoad.get(road) ?? []), edge]);
    }
    nodes.sourceId.forEach((id, node) => this.nodeOfSource.set(id, node));
  }

  sequencesOf(restriction: TurnRestriction): Direction[][] {
    return valuesFor(this.travel.profile, restriction.tags).flatMap((value) => {
      const [kind, ...turn] = value.split('_');
      const chains = restriction.from.flatMap((from) =>
        restriction.to.flatMap((to) => this.chainsMeant(restriction, from, to, turn.join('_'))),
      );
      return kind === 'only' ? this.othersThan(chains) : chains;
    });
  }

  private chainsMeant({via}: TurnRestriction, from: string, to: string, turn: string): Direction[][] {
    const roads = [from, ...('ways' in via ? via.ways : []), to].map((road) => this.directionsOf(road));
    if (!('node' in via)) {
      const chains = this.chainsOver(roads);
      const shortest = chains.filter((chain) => chain.length === Math.min(...chains.map(({length}) => length)));
      return shortest.length === 1 ? shortest : [];
    }
    const node = this.nodeOfSource.get(via.node);
    const pairs = roads[0]
      .filter((direction) => endOf(this.travel, direction) === node)
      .flatMap((into) =>
        roads[1].filter((outOf) => startOf(this.travel, outOf) === node).map((outOf) => [into, outOf]),
      );
    if (pairs.length === 1) return pairs;
    const fitting = pairs.filter(([into, outOf]) => fits(turn, this.angle(into, outOf)));
    return fitting.length === 1 || (turn === 'u_turn' && from === to) ? fitting : [];
  }

  /** Every walk from the first road along the roads between to the last one. */
  private chainsOver(roads: readonly (readonly Direction[])[]): Direction[][] {
    const last = roads.length - 1;
    const found: Direction[][] = [];
    let walks = roads[0].map((direction) => ({road: 0, chain: [direction]}));
    while (walks.length > 0) {
      walks = walks.flatMap(({road, chain}) => {
        const node = endOf(this.travel, chain[chain.length - 1]);
        const steps = [road + 1, ...(road > 0 ? [road] : [])].flatMap((onto) =>
          roads[onto]
            .filter((next) => startOf(this.travel, next) === node)
            .filter((next) => onto !== road || !chain.some((past) => past >> 1 === next >> 1))
            .map((next) => ({road: onto, chain: [...chain, next]})),
        );
        found.push(...steps.filter((step) => step.road === last).map((step) => step.chain));
        return steps.filter((step) => step.road < last);
      });
    }
    return found;
  }

  /** What an `only_*` forbids: to leave its chains' last node but one by anything else. */
  private othersThan(chains: readonly Direction[][]): Direction[][] {
    const {firstOut, out} = this.travel;
    return chains.flatMap((chain) => {
      const way = chain.slice(0, -1);
      const allowed = chains.filter((other) => other.slice(0, -1).join() === way.join()).map((other) => other.at(-1));
      const node = endOf(this.travel, way[way.length - 1]);
      return Array.from(out.subarray(firstOut[node], firstOut[node + 1]))
        .filter((direction) => !allowed.includes(direction))
        .map((direction) => [...way, direction]);
    });
  }

  private directionsOf(road: string): Direction[] {
    const edges = this.edgesOfRoad.get(road) ?? [];
    return edges.flatMap((edge) => [2 * edge, 2 * edge + 1]).filter((direction) => this.travel.usable[direction]);
  }

  /** Degrees from straight on, right above 0. */
  private angle(into: Direction, outOf: Direction): number {
    if (into >> 1 === outOf >> 1) return 180;
    const turn = this.bearing(outOf) - (this.bearing(into % 2 === 0 ? into + 1 : into - 1) + 180);
    return ((((turn + 180) % 360) + 360) % 360) - 180;
  }

  /** Of a direction's first segment, degrees from north. */
  private bearing(direction: Direction): number {
    const {firstVertex, coordinates} = this.network.edges;
    const [first, last] = [firstVertex[direction >> 1], firstVertex[(direction >> 1) + 1] - 1];
    const [from, to] = direction % 2 === 0 ? [first, first + 1] : [last, last - 1];
    const north = coordinates[2 * to + 1] - coordinates[2 * from + 1];
    const east = (coordinates[2 * to] - coordinates[2 * from]) * Math.cos((coordinates[2 * from + 1] * Math.PI) / 180);
    return (Math.atan2(east, north) * 180) / Math.PI;
  }
}

/** The values of a restriction that bind a profile: its own mode's before the plain one, none where it is exempt. */
function valuesFor({restrictionModes, boundByRestrictions}: Profile, tags: TurnRestriction['tags']): string[] {
  const named = restrictionModes.findIndex((mode) => `restriction:${mode}` in tags);
  if (named < 0 && !boundByRestrictions) return [];
  const value = named < 0 ? tags.restriction : tags[`restriction:${restrictionModes[named]}`];
  const moreSpecific = named < 0 ? restrictionModes : restrictionModes.slice(0, named);
  const exempt = (tags.except ?? '').split(';').map((mode) => mode.trim());
  if (moreSpecific.some((mode) => exempt.includes(mode))) return [];
  return (value ?? '')
    .split(';')
    .map((word) => word.trim())
    .filter((word) => /^(no|only)_(left_turn|right_turn|straight_on|u_turn|entry|exit)$/.test(word));
}

function fits(turn: string, angle: number): boolean {
  if (turn === 'left_turn') return angle < -20 && angle > -170;
  if (turn === 'right_turn') return angle > 20 && angle < 170;
  if (turn === 'straight_on') return Math.abs(angle) < 45;
  if (turn === 'u_turn') return Math.abs(angle) > 150;
  return Math.abs(angle) < 179;
}
