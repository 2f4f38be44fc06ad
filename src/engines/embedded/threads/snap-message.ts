import type {RoadNetwork} from '../../../graph/network.js';
import {profileNames} from '../../../profiles/profile.js';
import type {Snap, SnapAsk, SnapCandidates} from '../../../routing/engine.js';
import type {SearchSpaces} from '../search-space.js';
import {snapPoint} from '../snap.js';

/** Of a point: the place of the profile in its list, longitude, latitude, radius. */
const ASKED = 4;

/** Of a snap: edge, fraction, longitude, latitude, distance, component. */
const SNAP = 6;
/** Instead of an edge: there is no such snap. */
const NONE = -1;
/** Instead of the nearest one's edge: the one on the main component is the nearest. */
const THE_SAME = -2;

/** The points of all asks as numbers, which another thread takes over quicker than objects. */
export function packSnapAsks(asks: readonly SnapAsk[]): Float64Array {
  let count = 0;
  for (const {points} of asks) count += points.length;
  const packed = new Float64Array(ASKED * count);
  let at = 0;
  for (const {profile, points} of asks) {
    const place = profileNames.indexOf(profile);
    for (const {position, radiusMetres} of points) {
      packed[at++] = place;
      packed[at++] = position[0];
      packed[at++] = position[1];
      packed[at++] = radiusMetres;
    }
  }
  return packed;
}

/** The candidates of each point, one after another. */
export function findPackedSnaps(network: RoadNetwork, spaces: SearchSpaces, asks: Float64Array): Float64Array {
  const count = asks.length / ASKED;
  const packed = new Float64Array(2 * SNAP * count);
  for (let point = 0; point < count; point++) {
    const at = ASKED * point;
    const graph = spaces.graphOf(profileNames[asks[at]]);
    const {main, nearest} = snapPoint(network, graph, [asks[at + 1], asks[at + 2]], asks[at + 3]);
    packSnap(main, packed, 2 * SNAP * point);
    if (nearest === main) packed[2 * SNAP * point + SNAP] = THE_SAME;
    else packSnap(nearest, packed, 2 * SNAP * point + SNAP);
  }
  return packed;
}

/** @returns the candidates of each ask's points */
export function unpackSnaps(packed: Float64Array, asks: readonly SnapAsk[]): SnapCandidates[][] {
  let at = -2 * SNAP;
  return asks.map(({points}) => points.map(() => unpackCandidates(packed, (at += 2 * SNAP))));
}

function packSnap(snap: Snap | null, packed: Float64Array, at: number): void {
  if (snap === null) {
    packed[at] = NONE;
    return;
  }
  packed[at] = snap.edge;
  packed[at + 1] = snap.fraction;
  packed[at + 2] = snap.location[0];
  packed[at + 3] = snap.location[1];
  packed[at + 4] = snap.distanceMetres;
  packed[at + 5] = snap.component;
}

function unpackCandidates(packed: Float64Array, at: number): SnapCandidates {
  const main = unpackSnap(packed, at);
  return {main, nearest: packed[at + SNAP] === THE_SAME ? main : unpackSnap(packed, at + SNAP)};
}

function unpackSnap(packed: Float64Array, at: number): Snap | null {
  if (packed[at] === NONE) return null;
  return {
    edge: packed[at],
    fraction: packed[at + 1],
    location: [packed[at + 2], packed[at + 3]],
    distanceMetres: packed[at + 4],
    component: packed[at + 5],
  };
}
