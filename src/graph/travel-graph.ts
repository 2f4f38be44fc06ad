import type {Profile} from '../profiles/profile.js';
import type {CollectedRoads} from './collect-roads.js';
import type {CutRoads} from './cut-roads.js';
import {groupByKey} from './grouping.js';
import {tailNode} from './heading.js';

/** The road graph as one profile travels it, before turn restrictions. Headings are numbered as in heading.ts. */
export interface TravelGraph {
  readonly profile: Profile;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** By heading: 1 where the profile may travel it. */
  readonly usable: Uint8Array;
  /** By heading: seconds in whole milliseconds; 0 where it is not usable. */
  readonly seconds: Float32Array;
  /** By edge: metres in whole centimetres. */
  readonly metres: Float32Array;
  /** By heading: 1 where it may be used only to reach or leave a place. */
  readonly destinationOnly: Uint8Array;
  /** Usable headings that leave node n: `out[firstOut[n]]` up to `out[firstOut[n + 1]]`, ascending. */
  readonly firstOut: Uint32Array;
  readonly out: Int32Array;
  /** By node: 1 where the profile may not pass. */
  readonly barred: Uint8Array;
}

/**
 * What a profile may travel and for how long.
 * @param number  the profile's place in the list that the roads were collected for
 */
export function travelGraph(roads: CollectedRoads, cut: CutRoads, profile: Profile, number: number): TravelGraph {
  const {edges, nodes, firstEdge} = cut;
  const travel = roads.travel[number];
  const usable = new Uint8Array(2 * edges.count);
  const seconds = new Float32Array(2 * edges.count);
  const destinationOnly = new Uint8Array(2 * edges.count);
  const tails = new Int32Array(2 * edges.count).fill(-1);
  for (let road = 0; road < roads.count; road++) {
    const edgeCount = firstEdge[road + 1] - firstEdge[road];
    let roadMetres = 0;
    for (let edge = firstEdge[road]; edge < firstEdge[road + 1]; edge++) roadMetres += edges.lengthMetres[edge];
    for (let direction = 0; direction < 2; direction++) {
      const kmh = travel.kmh[2 * road + direction];
      const roadSeconds = travel.waySeconds[2 * road + direction];
      if (!(kmh > 0)) continue;
      for (let edge = firstEdge[road]; edge < firstEdge[road + 1]; edge++) {
        const heading = 2 * edge + direction;
        const metres = edges.lengthMetres[edge];
        const share = roadMetres > 0 ? metres / roadMetres : 1 / edgeCount;
        usable[heading] = 1;
        seconds[heading] = wholeMilliseconds(
          Number.isNaN(roadSeconds) ? (metres * 3.6) / kmh : roadSeconds * share,
          metres,
        );
        destinationOnly[heading] = travel.destinationOnly[2 * road + direction];
        tails[heading] = tailNode(edges, heading);
      }
    }
  }
  const {first, members} = groupByKey(tails, nodes.count);
  return {
    profile,
    nodeCount: nodes.count,
    edgeCount: edges.count,
    source: edges.source,
    target: edges.target,
    usable,
    seconds,
    metres: Float32Array.from(edges.lengthMetres, (metres) => Math.round(metres * 100) / 100),
    destinationOnly,
    firstOut: first,
    out: members,
    barred: cut.barred.map((bars) => (bars >> number) & 1),
  };
}

/** Seconds, rounded; a stretch of any length takes a millisecond at least, so that a way round is never free. */
function wholeMilliseconds(seconds: number, metres: number): number {
  return Math.max(Math.round(seconds * 1000), metres > 0 ? 1 : 0) / 1000;
}
