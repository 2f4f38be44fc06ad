import {type Islands, numberIslands} from './islands.js';
import type {SearchGraph} from './network.js';
import {type Digraph, strongComponents} from './strong-components.js';
import type {TravelGraph} from './travel-graph.js';

type Arcs = Omit<SearchGraph, 'component' | 'islandCount'>;

/**
 * Which edges lie on the main component, and on which island the others. The main component is the strongly connected
 * part with the most arcs; an edge is on it when a trip from there can end on the edge, in one direction at least, and
 * a trip that starts on the edge, in one direction at least, gets there. So destination-only roads, which nothing
 * passes, still count.
 */
export function markComponents(arcs: Arcs, graph: TravelGraph): Islands {
  const main = mainPlaces(arcs);
  const reached = spread(main, arcs, (arc) => arcs.head[arc], arcs.firstArc, null);
  const leading = spread(main, arcs, (arc) => arcs.tail[arc], arcs.firstInArc, arcs.inArc);
  const canEnd = new Uint8Array(graph.edgeCount);
  const canStart = new Uint8Array(graph.edgeCount);
  for (let arc = 0; arc < arcs.arcCount; arc++) {
    const edge = arcs.edge[arc];
    if (edge < 0) continue;
    if (reached[arcs.tail[arc]]) canEnd[edge] = 1;
    if (arcs.departs[arc] && leading[arcs.head[arc]]) canStart[edge] = 1;
  }
  const component = new Int32Array(graph.edgeCount);
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const isUsable = graph.usable[2 * edge] || graph.usable[2 * edge + 1];
    component[edge] = !isUsable ? -1 : canEnd[edge] && canStart[edge] ? 0 : 1;
  }
  return numberIslands(component, graph);
}

/** By place: 1 in the largest strongly connected component. */
function mainPlaces(arcs: Arcs): Uint8Array {
  const {component, count} = strongComponents(arcs satisfies Digraph);
  const arcsIn = new Int32Array(count);
  for (let arc = 0; arc < arcs.arcCount; arc++) {
    const of = component[arcs.tail[arc]];
    if (of === component[arcs.head[arc]]) arcsIn[of]++;
  }
  let largest = -1;
  for (let of = 0; of < count; of++) if (arcsIn[of] > 0 && (largest < 0 || arcsIn[of] > arcsIn[largest])) largest = of;
  return Uint8Array.from(component, (of) => (of === largest ? 1 : 0));
}

/** All places that arcs lead to from the given ones (themselves included), along `end` of each place's arcs. */
function spread(
  from: Uint8Array,
  {nodeCount}: Arcs,
  end: (arc: number) => number,
  first: Uint32Array,
  members: Int32Array | null,
): Uint8Array {
  const isReached = from.slice();
  const queue = new Int32Array(nodeCount);
  let length = 0;
  for (let place = 0; place < nodeCount; place++) if (isReached[place]) queue[length++] = place;
  for (let next = 0; next < length; next++) {
    for (let at = first[queue[next]]; at < first[queue[next] + 1]; at++) {
      const place = end(members ? members[at] : at);
      if (isReached[place]) continue;
      isReached[place] = 1;
      queue[length++] = place;
    }
  }
  return isReached;
}
