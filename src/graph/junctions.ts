import type {Profile} from '../profiles/profile.js';
import type {CollectedRoads} from './collect-roads.js';
import {IdIndex} from './id-index.js';
import type {RoadSource} from './road.js';

/** Where roads are to be cut. A spot is a distinct vertex id, numbered from 0. */
export interface Junctions {
  /** The spot of each vertex of the collected roads. */
  readonly spot: Int32Array;
  /** By spot: 1 where roads are cut. */
  readonly isJunction: Uint8Array;
  /** By spot: bit p is set where profile p may not pass. */
  readonly barred: Uint8Array;
  /** The spot of a source's node id; -1 where no road has it. */
  readonly findSpot: (sourceNodeId: number) => number;
}

/**
 * Roads are cut where two of them share a vertex or one comes by twice, at their ends, at barriers on a road whose
 * traveller may not pass, and at the nodes in the middle of turn restrictions.
 */
export function findJunctions(roads: CollectedRoads, source: RoadSource, profiles: readonly Profile[]): Junctions {
  const index = new IdIndex(roads.vertexId.length / 2);
  const spot = new Int32Array(roads.vertexId.length);
  for (let vertex = 0; vertex < spot.length; vertex++) spot[vertex] = index.add(roads.vertexId[vertex]);
  const isJunction = markShared(roads, spot, index.count);
  const barred = markBarriers(source, profiles, index);
  cutAtBarriers(roads, spot, barred, isJunction);
  for (const {via} of source.restrictions) {
    const viaSpot = 'node' in via ? index.find(via.node) : -1;
    if (viaSpot >= 0) isJunction[viaSpot] = 1;
  }
  return {spot, isJunction, barred, findSpot: (id) => index.find(id)};
}

function markShared(roads: CollectedRoads, spot: Int32Array, spotCount: number): Uint8Array {
  const isJunction = new Uint8Array(spotCount);
  const isSeen = new Uint8Array(spotCount);
  for (let road = 0; road < roads.count; road++) {
    const first = roads.firstVertex[road];
    const last = roads.firstVertex[road + 1] - 1;
    for (let vertex = first; vertex <= last; vertex++) {
      if (isSeen[spot[vertex]] || vertex === first || vertex === last) isJunction[spot[vertex]] = 1;
      isSeen[spot[vertex]] = 1;
    }
  }
  return isJunction;
}

function markBarriers(source: RoadSource, profiles: readonly Profile[], index: IdIndex): Uint8Array {
  const barred = new Uint8Array(index.count);
  for (const [id, tags] of source.nodeTags) {
    const spot = index.find(id);
    if (spot < 0) continue;
    profiles.forEach((profile, number) => {
      if (!profile.passesNode(tags)) barred[spot] |= 1 << number;
    });
  }
  return barred;
}

/** A bollard on a footpath bars nobody who could be there, so it cuts nothing. */
function cutAtBarriers(roads: CollectedRoads, spot: Int32Array, barred: Uint8Array, isJunction: Uint8Array): void {
  for (let road = 0; road < roads.count; road++) {
    let travellers = 0;
    roads.travel.forEach(({kmh}, number) => {
      if (kmh[2 * road] > 0 || kmh[2 * road + 1] > 0) travellers |= 1 << number;
    });
    for (let vertex = roads.firstVertex[road]; vertex < roads.firstVertex[road + 1]; vertex++) {
      if (barred[spot[vertex]] & travellers) isJunction[spot[vertex]] = 1;
    }
  }
}
