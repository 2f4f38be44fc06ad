import type {CollectedRoads} from './collect-roads.js';
import type {CutRoads} from './cut-roads.js';
import type {TurnRestriction} from './road.js';

/**
 * Finds the edges of the roads that turn restrictions name, by the source's own ids; others are not kept.
 * @returns a road's edges in the order of its vertices, none where it is not in the network
 */
export function edgesByRoadId(
  roads: CollectedRoads,
  cut: CutRoads,
  restrictions: readonly TurnRestriction[],
): (sourceId: string) => readonly number[] {
  const edgesOf = new Map<string, number[]>();
  for (const {from, via, to} of restrictions) {
    for (const id of [...from, ...('ways' in via ? via.ways : []), ...to]) edgesOf.set(id, []);
  }
  if (edgesOf.size > 0) {
    for (let road = 0; road < roads.count; road++) {
      const edges = edgesOf.get(cut.edges.strings.get(roads.sourceId[road]) ?? '');
      if (!edges) continue;
      for (let edge = cut.firstEdge[road]; edge < cut.firstEdge[road + 1]; edge++) edges.push(edge);
    }
  }
  return (sourceId) => edgesOf.get(sourceId) ?? [];
}
