/** A directed graph: the heads of node n's arcs are `head[firstArc[n]]` up to `head[firstArc[n + 1]]`. */
export interface Digraph {
  readonly nodeCount: number;
  readonly firstArc: Uint32Array;
  readonly head: Int32Array;
}

/**
 * Strongly connected components: Tarjan 1972, with a stack of its own instead of recursion.
 * @returns by node, the number of its component
 */
export function strongComponents({nodeCount, firstArc, head}: Digraph): {component: Int32Array; count: number} {
  const component = new Int32Array(nodeCount).fill(-1);
  const order = new Int32Array(nodeCount).fill(-1);
  const low = new Int32Array(nodeCount);
  const open = new Int32Array(nodeCount);
  const trail = new Int32Array(nodeCount);
  const nextArc = firstArc.slice(0, nodeCount);
  let openCount = 0;
  let trailLength = 0;
  let visited = 0;
  let count = 0;

  for (let root = 0; root < nodeCount; root++) {
    if (order[root] >= 0) continue;
    trail[trailLength++] = root;
    while (trailLength > 0) {
      const node = trail[trailLength - 1];
      if (order[node] < 0) {
        order[node] = low[node] = visited++;
        open[openCount++] = node;
      }
      if (nextArc[node] < firstArc[node + 1]) {
        const next = head[nextArc[node]++];
        if (order[next] < 0) trail[trailLength++] = next;
        else if (component[next] < 0 && order[next] < low[node]) low[node] = order[next];
        continue;
      }
      trailLength--;
      if (trailLength > 0) {
        const parent = trail[trailLength - 1];
        if (low[node] < low[parent]) low[parent] = low[node];
      }
      if (low[node] < order[node]) continue;
      let member;
      do {
        member = open[--openCount];
        component[member] = count;
      } while (member !== node);
      count++;
    }
  }
  return {component, count};
}
