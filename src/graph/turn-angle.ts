import CheapRuler from 'cheap-ruler';
import {type Heading, turnedRound} from './heading.js';
import type {Edges} from './network.js';

/**
 * How far a traveller turns from one heading into the next.
 * @returns degrees, -180 to 180, right of straight on above 0; turning round on the same edge is 180
 */
export function turnAngle(edges: Edges, into: Heading, outOf: Heading): number {
  if (outOf === turnedRound(into)) return 180;
  const bearingIn = bearing(edges, lastSegment(edges, into));
  const bearingOut = bearing(edges, firstSegment(edges, outOf));
  const turn = bearingOut - bearingIn;
  return turn > 180 ? turn - 360 : turn <= -180 ? turn + 360 : turn;
}

type Segment = readonly [fromVertex: number, toVertex: number];

function firstSegment({firstVertex}: Edges, heading: Heading): Segment {
  const first = firstVertex[heading >> 1];
  const last = firstVertex[(heading >> 1) + 1] - 1;
  return heading & 1 ? [last, last - 1] : [first, first + 1];
}

function lastSegment(edges: Edges, heading: Heading): Segment {
  const [from, to] = firstSegment(edges, turnedRound(heading));
  return [to, from];
}

function bearing({coordinates}: Edges, [from, to]: Segment): number {
  const ruler = new CheapRuler(coordinates[2 * from + 1], 'meters');
  return ruler.bearing(
    [coordinates[2 * from], coordinates[2 * from + 1]],
    [coordinates[2 * to], coordinates[2 * to + 1]],
  );
}
