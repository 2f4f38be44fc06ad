import type {RoadNetwork, SearchGraph} from '../../graph/network.js';
import type {Bbox} from '../../routing/engine.js';

/** Ids, ascending, of the edges that the graph's profile may use and whose bounding box meets the box. */
export function edgesWithin({index}: RoadNetwork, {component}: SearchGraph, bbox: Bbox): Int32Array {
  return Int32Array.from(index.edges.search(...bbox, (edge) => component[edge] >= 0)).sort();
}
