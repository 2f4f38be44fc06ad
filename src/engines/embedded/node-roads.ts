import type {RoadNetwork, SearchGraph} from '../../graph/network.js';

/** The edges that end at each node; worked out when it is first asked for. */
export class NodeRoads {
  /** Edges of node n: `edge[first[n]]` up to `edge[first[n + 1]]`; a loop stands twice. */
  private layout?: {readonly first: Uint32Array; readonly edge: Int32Array};

  constructor(private readonly network: RoadNetwork) {}

  /** Whether the graph's profile may use an edge that ends here. */
  serves(node: number, {component}: SearchGraph): boolean {
    return this.edgesAt(node).some((edge) => component[edge] >= 0);
  }

  /** Distinct names of the roads that end here, sorted. */
  namesAt(node: number): string[] {
    const {name, strings} = this.network.edges;
    const places = new Set(Array.from(this.edgesAt(node), (edge) => name[edge]));
    return [...places].flatMap((place) => strings.get(place) ?? []).sort();
  }

  private edgesAt(node: number): Int32Array {
    const {first, edge} = (this.layout ??= edgesByNode(this.network));
    return edge.subarray(first[node], first[node + 1]);
  }
}

function edgesByNode({nodes, edges: {count, source, target}}: RoadNetwork) {
  const first = new Uint32Array(nodes.count + 1);
  for (let id = 0; id < count; id++) {
    first[source[id] + 1]++;
    first[target[id] + 1]++;
  }
  for (let node = 0; node < nodes.count; node++) first[node + 1] += first[node];
  const filled = first.slice();
  const edge = new Int32Array(2 * count);
  for (let id = 0; id < count; id++) {
    edge[filled[source[id]]++] = id;
    edge[filled[target[id]]++] = id;
  }
  return {first, edge};
}
