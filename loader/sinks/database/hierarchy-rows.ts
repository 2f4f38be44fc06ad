import {wholeCentimetres, wholeMilliseconds} from '../../../src/graph/arc-costs.js';
import type {Hierarchy} from '../../../src/graph/hierarchy/hierarchy.js';
import {HierarchyArcs} from '../../../src/graph/hierarchy/hierarchy-arcs.js';
import type {RoadNetwork, SearchGraph} from '../../../src/graph/network.js';
import {CopyRows} from './copy-rows.js';

export const shortcutColumns = 'network, weighting, id, run';

/** The rows of `shortcut`: each with the arcs that it stands for. */
export function* shortcutRows(network: Pick<RoadNetwork, 'graphs' | 'hierarchies'>, id: number): Generator<Buffer> {
  const out = new CopyRows();
  for (const [weighting, {profile, arcCount, firstRun, runs}] of network.hierarchies.entries()) {
    const graph = network.graphs.find((candidate) => candidate.profile === profile)!;
    const arcs = packedArcs(graph);
    for (let shortcut = 0; shortcut < firstRun.length - 1; shortcut++) {
      out.row(4);
      out.int32(id);
      out.int16(weighting);
      out.int32(arcCount + shortcut);
      out.int32BytesAt(arcs, ARC_NUMBERS, runs, firstRun[shortcut], firstRun[shortcut + 1]);
      if (out.isFull) yield out.take();
    }
  }
  out.end();
  yield out.take();
}

const ARC_NUMBERS = 4;

/** The arcs of a search graph one after another, each as paths.sql sends those of a path. */
function packedArcs(graph: SearchGraph): Int32Array {
  const packed = new Int32Array(ARC_NUMBERS * graph.arcCount);
  for (let arc = 0; arc < graph.arcCount; arc++) {
    packed[ARC_NUMBERS * arc] = graph.edge[arc];
    packed[ARC_NUMBERS * arc + 1] = graph.forward[arc];
    packed[ARC_NUMBERS * arc + 2] = wholeMilliseconds(graph, arc);
    packed[ARC_NUMBERS * arc + 3] = wholeCentimetres(graph, arc);
  }
  return packed;
}

export const climbColumns = 'network, weighting, id, onwards, low, high, cost';

/** The rows of `climb`, by direction and place. */
export function* climbRows(hierarchies: readonly Hierarchy[], id: number): Generator<Buffer> {
  const out = new CopyRows();
  for (const [weighting, hierarchy] of hierarchies.entries()) {
    for (const direction of ['onwards', 'against'] as const) {
      const arcs = new HierarchyArcs(hierarchy, direction);
      const isOnwards = direction === 'onwards';
      for (let slot = 0; slot < arcs.id.length; slot++) {
        out.row(7);
        out.int32(id);
        out.int16(weighting);
        out.int32(arcs.id[slot]);
        out.boolean(isOnwards);
        out.int32(isOnwards ? arcs.tail[slot] : arcs.head[slot]);
        out.int32(isOnwards ? arcs.head[slot] : arcs.tail[slot]);
        out.float64(arcs.cost[slot]);
        if (out.isFull) yield out.take();
      }
    }
  }
  out.end();
  yield out.take();
}
