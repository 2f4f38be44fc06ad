import type {Approach, Crossroads} from './crossroads.js';
import type {Draft, Tags} from './draft.js';
import type {Point} from './line.js';
import type {Random} from './random.js';

/** A rule and the turn that it is put on. */
const rules: readonly {readonly turn: Turn; readonly tags: Tags}[] = [
  {turn: 'left', tags: {restriction: 'no_left_turn'}},
  {turn: 'right', tags: {restriction: 'no_right_turn'}},
  {turn: 'straight', tags: {restriction: 'only_straight_on'}},
  {turn: 'left', tags: {restriction: 'no_left_turn', except: 'bicycle'}},
  {turn: 'left', tags: {'restriction:conditional': 'no_left_turn @ (Mo-Fr 07:00-09:00,16:00-19:00)'}},
  {turn: 'right', tags: {restriction: 'only_right_turn'}},
  {turn: 'straight', tags: {restriction: 'no_straight_on', except: 'bus;bicycle'}},
];

type Turn = 'left' | 'right' | 'straight' | 'back';

/** Draws turn restrictions at crossroads of arterials; their ways must have been drawn. */
export function drawRestrictions(draft: Draft, crossroads: readonly Crossroads[], random: Random): void {
  let next = 0;
  for (const each of crossroads) {
    if (each.linkWay >= 0) forbidTurningRound(draft, each);
    if (each.kind === 'roundabout') continue;
    const turns = turnsAt(each);
    for (const {from, to, turn} of turns) {
      // Where the carriageways of a divided road become one
      const isDividedEnd = from.road.direction === 'backward' && to.road.direction === 'forward';
      if (turn === 'back' && isDividedEnd) restrict(draft, from, from.node, to, {restriction: 'no_u_turn'});
    }
    if (each.approaches.length < 3 || !random.chance(0.35)) continue;
    const rule = rules[next % rules.length];
    const fit = random.shuffle(turns.filter(({turn}) => turn === rule.turn))[0];
    if (!fit) continue;
    restrict(draft, fit.from, fit.from.node, fit.to, rule.tags);
    next++;
  }
}

/** From one carriageway over the link to the other: forbidden, from either side. */
function forbidTurningRound(draft: Draft, crossroads: Crossroads): void {
  const {approaches, linkWay} = crossroads;
  for (const from of approaches) {
    if (from.road.direction === 'both' || !arrives(from)) continue;
    const to = approaches.find(
      (other) => other.atStart === from.atStart && other.road.direction !== 'both' && other.road !== from.road,
    );
    if (!to) continue;
    const members = [
      {type: 'way' as const, ref: from.road.way, role: 'from'},
      {type: 'way' as const, ref: linkWay, role: 'via'},
      {type: 'way' as const, ref: to.road.way, role: 'to'},
    ];
    draft.relation(members, {type: 'restriction', restriction: 'no_u_turn'});
  }
}

function restrict(draft: Draft, from: Approach, via: number, to: Approach, tags: Tags): void {
  const members = [
    {type: 'way' as const, ref: from.road.way, role: 'from'},
    {type: 'node' as const, ref: via, role: 'via'},
    {type: 'way' as const, ref: to.road.way, role: 'to'},
  ];
  draft.relation(members, {type: 'restriction', ...tags});
}

/** Every turn from one approach to another at the same node. */
function turnsAt({approaches}: Crossroads): {from: Approach; to: Approach; turn: Turn}[] {
  return approaches.filter(arrives).flatMap((from) =>
    approaches
      .filter((to) => to.road !== from.road && to.node === from.node && leaves(to))
      .flatMap((to) => {
        const turn = turnBetween(from, to);
        return turn ? [{from, to, turn}] : [];
      }),
  );
}

function arrives({road, atStart}: Approach): boolean {
  return road.direction === 'both' || (road.direction === 'forward') !== atStart;
}

function leaves({road, atStart}: Approach): boolean {
  return road.direction === 'both' || (road.direction === 'forward') === atStart;
}

function turnBetween(from: Approach, to: Approach): Turn | null {
  const [ix, iy] = outward(from);
  const [ox, oy] = outward(to);
  // Arriving, the traveller looks against the outward direction
  const angle = Math.atan2(-ix * oy + iy * ox, -ix * ox - iy * oy) * (180 / Math.PI);
  if (Math.abs(angle) < 35) return 'straight';
  if (Math.abs(angle) > 145) return 'back';
  if (Math.abs(angle) < 50 || Math.abs(angle) > 130) return null;
  return angle > 0 ? 'left' : 'right';
}

/** From the crossroads along the road. */
function outward({road: {line}, atStart}: Approach): Point {
  const [here, there] = atStart ? [line[0], line[1]] : [line[line.length - 1], line[line.length - 2]];
  return [there[0] - here[0], there[1] - here[1]];
}
