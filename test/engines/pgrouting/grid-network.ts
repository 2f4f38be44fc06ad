import type {SmallArc, SmallEdge, SmallNetwork} from './small-network.js';

/** Streets in rows and columns, both ways, 0.001 degrees apart. */
export function gridNetwork(side: number): SmallNetwork {
  const nodes = Array.from({length: side * side}, (_, node) => {
    return [-8.61 + (node % side) * 0.001, 41.14 + Math.floor(node / side) * 0.001] as const;
  });
  const edges: SmallEdge[] = [];
  const arcs: SmallArc[] = [];
  const connect = (source: number, target: number) => {
    const cost = {milliseconds: 5000 + (edges.length % 7), centimetres: 10_000, edge: edges.length, departs: true};
    edges.push({source, target, between: [], component: 0, name: null});
    arcs.push(
      {tail: source, head: target, ...cost, forward: true},
      {tail: target, head: source, ...cost, forward: false},
    );
  };
  for (let node = 0; node < side * side; node++) {
    if (node % side < side - 1) connect(node, node + 1);
    if (node + side < side * side) connect(node, node + side);
  }
  return {nodes, edges, arcs};
}
