import type {TravelGraph} from './travel-graph.js';

export interface Islands {
  /** By edge: -1 not usable, 0 on the main component, n > 0 on island n. */
  readonly component: Int32Array;
  readonly islandCount: number;
}

/**
 * Numbers the edges off the main component by island: those that hang together through shared nodes, whatever their
 * direction, but not through a node that the profile may not pass. Islands are numbered by their lowest edge.
 * @param component  by edge: -1 not usable, 0 on the main component, 1 off it
 */
export function numberIslands(component: Int32Array, graph: TravelGraph): Islands {
  const edgeCount = component.length;
  const parent = Int32Array.from({length: edgeCount}, (_, edge) => edge);
  const edgeAt = new Int32Array(graph.nodeCount).fill(-1);
  for (let edge = 0; edge < edgeCount; edge++) {
    if (component[edge] !== 1) continue;
    for (const node of [graph.source[edge], graph.target[edge]]) {
      if (graph.barred[node]) continue;
      if (edgeAt[node] < 0) edgeAt[node] = edge;
      else unite(parent, edgeAt[node], edge);
    }
  }
  const numberOf = new Int32Array(edgeCount);
  let islandCount = 0;
  const numbered = component.map((mark, edge) => {
    if (mark !== 1) return mark;
    const root = rootOf(parent, edge);
    return (numberOf[root] ||= ++islandCount);
  });
  return {component: numbered, islandCount};
}

/** Union-find with path halving (Tarjan and van Leeuwen 1984). */
function rootOf(parent: Int32Array, edge: number): number {
  while (parent[edge] !== edge) {
    parent[edge] = parent[parent[edge]];
    edge = parent[edge];
  }
  return edge;
}

function unite(parent: Int32Array, a: number, b: number): void {
  parent[rootOf(parent, b)] = rootOf(parent, a);
}
