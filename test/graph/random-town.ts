import fc from 'fast-check';
import type {TurnRestriction} from '../../src/graph/road.js';
import type {Tags} from '../../src/profiles/profile.js';
import {type DrawnRoad, restriction} from './drawn-roads.js';

export interface RandomTown {
  readonly roads: readonly DrawnRoad[];
  readonly restrictions: readonly TurnRestriction[];
  readonly nodeTags: Readonly<Record<string, Tags>>;
}

const nodes = fc.constantFrom(...'abcdef');
const tags = fc.record({
  oneway: fc.constantFrom('no', 'no', 'no', 'yes', '-1'),
  access: fc.constantFrom('yes', 'yes', 'yes', 'destination'),
  kmh: fc.constantFrom('36', '18', '72'),
});

/**
 * A small town of roads of one edge each: one-way streets, parallel roads, loops (over a vertex of their own),
 * barriers, destination-only roads, and restrictions at random, most of which apply.
 */
export const randomTown: fc.Arbitrary<RandomTown> = fc
  .record({
    ends: fc.array(fc.tuple(nodes, nodes, tags), {minLength: 2, maxLength: 10}),
    barred: fc.uniqueArray(nodes, {maxLength: 1}),
    turns: fc.array(
      fc.tuple(
        fc.constantFrom('no_straight_on', 'no_u_turn', 'only_straight_on'),
        fc.nat(),
        fc.nat(),
        fc.array(fc.nat(), {maxLength: 2}),
        fc.boolean(),
      ),
      {maxLength: 4},
    ),
  })
  .map(({ends, barred, turns}) => {
    const roads = ends.map(([from, to, tags], number) => {
      const between = String.fromCodePoint(0x4e00 + number);
      return {id: `road${number}`, nodes: from === to ? `${from}${between}${to}` : `${from}${to}`, tags};
    });
    return {
      roads,
      restrictions: turns.map((turn) => turnAmong(roads, ...turn)).filter(isClear(roads)),
      nodeTags: Object.fromEntries(barred.map((node) => [node, {barrier: 'CAR;BICYCLE'}])),
    };
  });

/** At a node, a loop may be left or entered by either end; which one is meant is another test's business. */
function isClear(roads: readonly DrawnRoad[]): (turn: TurnRestriction) => boolean {
  const loops = new Set(roads.filter(({nodes}) => nodes.length === 3).map(({id}) => id));
  return ({from, via, to}) => 'ways' in via || ![...from, ...to].some((id) => loops.has(id));
}

/** A walk over the roads that starts on one of them, as a restriction. */
function turnAmong(
  roads: readonly DrawnRoad[],
  kind: string,
  start: number,
  next: number,
  between: readonly number[],
  forward: boolean,
): TurnRestriction {
  const from = roads[start % roads.length];
  let end = forward ? from.nodes[from.nodes.length - 1] : from.nodes[0];
  const via = end;
  const follow = (choice: number): DrawnRoad => {
    const meeting = roads.filter(({nodes}) => nodes.startsWith(end) || nodes.endsWith(end));
    const road = meeting[choice % meeting.length];
    end = road.nodes.startsWith(end) ? road.nodes[road.nodes.length - 1] : road.nodes[0];
    return road;
  };
  const ways = between.map((choice) => follow(choice).id);
  const to = follow(next);
  return restriction(kind, from.id, ways.length > 0 ? {ways} : via, to.id);
}
