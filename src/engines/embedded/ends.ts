import type {SearchGraph} from '../../graph/network.js';
import type {Snap} from '../../routing/engine.js';
import type {ArcCosts} from '../../graph/arc-costs.js';

/** All of a snap that a search asks for. */
export type PlaceOnEdge = Pick<Snap, 'edge' | 'fraction'>;

/** Where a search starts or ends besides a place: part of an arc between a snap and the place at the arc's end. */
export interface End {
  readonly arc: number;
  /** The arc's head for a departure, its tail for an arrival. */
  readonly place: number;
  /** Of the part travelled. */
  readonly cost: number;
}

/** The rest of each direction in which a trip may leave a snap. */
export function departures(graph: SearchGraph, costs: ArcCosts, snap: PlaceOnEdge): End[] {
  const {firstEdgeArc, edgeArc, departs, forward, head} = graph;
  const ends: End[] = [];
  for (let at = firstEdgeArc[snap.edge], end = firstEdgeArc[snap.edge + 1]; at < end; at++) {
    const arc = edgeArc[at];
    if (!departs[arc]) continue;
    const share = forward[arc] ? 1 - snap.fraction : snap.fraction;
    ends.push({arc, place: head[arc], cost: costs.part(arc, share)});
  }
  return ends;
}

/** The part before a snap of each arc along its edge: a trip may arrive by any copy, whatever it was that came before. */
export function arrivals(graph: SearchGraph, costs: ArcCosts, snap: PlaceOnEdge): End[] {
  const {firstEdgeArc, edgeArc, forward, tail} = graph;
  const ends: End[] = [];
  for (let at = firstEdgeArc[snap.edge], end = firstEdgeArc[snap.edge + 1]; at < end; at++) {
    const arc = edgeArc[at];
    const share = forward[arc] ? snap.fraction : 1 - snap.fraction;
    ends.push({arc, place: tail[arc], cost: costs.part(arc, share)});
  }
  return ends;
}

/** The stretch between two snaps on one edge, where they lie in an order that the profile may travel; else null. */
export function directStretch(
  graph: SearchGraph,
  costs: ArcCosts,
  from: PlaceOnEdge,
  to: PlaceOnEdge,
): {readonly arc: number; readonly cost: number} | null {
  if (from.edge !== to.edge) return null;
  let best: {arc: number; cost: number} | null = null;
  for (const arc of arcsOf(graph, from.edge)) {
    const share = graph.forward[arc] ? to.fraction - from.fraction : from.fraction - to.fraction;
    if (!graph.departs[arc] || share < 0) continue;
    const cost = costs.part(arc, share);
    if (best === null || cost < best.cost) best = {arc, cost};
  }
  return best;
}

/** The arcs along an edge, copies included. */
export function arcsOf({firstEdgeArc, edgeArc}: SearchGraph, edge: number): Int32Array {
  return edgeArc.subarray(firstEdgeArc[edge], firstEdgeArc[edge + 1]);
}
