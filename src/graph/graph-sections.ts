import Flatbush from 'flatbush';
import type {ProfileName} from '../profiles/profile.js';
import type {Hierarchy, Weighting} from './hierarchy/hierarchy.js';
import type {NetworkMeta, RoadNetwork} from './network.js';
import type {SectionArray, Sections} from './section-file.js';
import {PackedStrings, packStrings} from './string-table.js';

/** The arrays of each part of a network, by field: what a graph file holds. */
const nodeColumns = {lon: Float64Array, lat: Float64Array, sourceId: Float64Array} as const;
const edgeColumns = {
  source: Int32Array,
  target: Int32Array,
  lengthMetres: Float64Array,
  firstVertex: Uint32Array,
  coordinates: Float64Array,
  name: Int32Array,
  ref: Int32Array,
  sourceId: Int32Array,
  roadClass: Uint8Array,
  features: Uint16Array,
  speedKmh: Float32Array,
} as const;
const graphColumns = {
  roadNode: Int32Array,
  firstArc: Uint32Array,
  tail: Int32Array,
  head: Int32Array,
  seconds: Float32Array,
  metres: Float32Array,
  edge: Int32Array,
  forward: Uint8Array,
  departs: Uint8Array,
  firstInArc: Uint32Array,
  inArc: Int32Array,
  firstEdgeArc: Uint32Array,
  edgeArc: Int32Array,
  component: Int32Array,
} as const;
const hierarchyColumns = {
  rank: Int32Array,
  firstUp: Uint32Array,
  upHead: Int32Array,
  upCost: Float64Array,
  upArc: Int32Array,
  firstDown: Uint32Array,
  downTail: Int32Array,
  downCost: Float64Array,
  downArc: Int32Array,
  firstRun: Uint32Array,
  runs: Int32Array,
} as const;
const stringColumns = {firstByte: Uint32Array, bytes: Uint8Array} as const;
const treeColumns = {edges: Uint8Array, nodes: Uint8Array} as const;

interface NetworkHead {
  readonly meta: NetworkMeta;
  readonly graphs: readonly {readonly profile: ProfileName; readonly islandCount: number}[];
  readonly hierarchies: readonly (Weighting & {readonly arcCount: number})[];
}

export function toSections({meta, nodes, edges, graphs, hierarchies, index}: RoadNetwork): Sections {
  const arrays = new Map<string, SectionArray>();
  const put = <C extends Columns>(part: string, columns: C, from: {readonly [K in keyof C]: SectionArray}) => {
    for (const name of Object.keys(columns)) arrays.set(`${part}.${name}`, from[name]);
  };
  put('nodes', nodeColumns, nodes);
  put('edges', edgeColumns, edges);
  put('strings', stringColumns, packStrings(edges.strings));
  put('index', treeColumns, {edges: new Uint8Array(index.edges.data), nodes: new Uint8Array(index.nodes.data)});
  for (const graph of graphs) put(graph.profile, graphColumns, graph);
  for (const hierarchy of hierarchies) put(partOf(hierarchy), hierarchyColumns, hierarchy);
  const head: NetworkHead = {
    meta,
    graphs: graphs.map(({profile, islandCount}) => ({profile, islandCount})),
    hierarchies: hierarchies.map(({profile, objective, arcCount}) => ({profile, objective, arcCount})),
  };
  return {head, arrays};
}

export function fromSections({head, arrays}: Sections): RoadNetwork {
  const {meta, graphs, hierarchies} = head as NetworkHead;
  const nodes = take(arrays, 'nodes', nodeColumns);
  const edges = take(arrays, 'edges', edgeColumns);
  const strings = take(arrays, 'strings', stringColumns);
  const trees = take(arrays, 'index', treeColumns);
  return {
    meta,
    nodes: {count: nodes.lon.length, ...nodes},
    edges: {count: edges.source.length, ...edges, strings: new PackedStrings(strings.firstByte, strings.bytes)},
    graphs: graphs.map((graph) => {
      const columns = take(arrays, graph.profile, graphColumns);
      return {...graph, nodeCount: columns.roadNode.length, arcCount: columns.head.length, ...columns};
    }),
    hierarchies: hierarchies.map((hierarchy): Hierarchy => ({
      ...hierarchy,
      ...take(arrays, partOf(hierarchy), hierarchyColumns),
    })),
    // copied out of the file, since a tree counts the whole of its buffer as its own
    index: {edges: Flatbush.from(trees.edges.slice().buffer), nodes: Flatbush.from(trees.nodes.slice().buffer)},
    restrictions: [],
  };
}

function partOf({profile, objective}: Weighting): string {
  return `${profile} ${objective}`;
}

type Columns = Readonly<Record<string, new (length: number) => SectionArray>>;
type Arrays<C extends Columns> = {-readonly [K in keyof C]: InstanceType<C[K]>};

function take<C extends Columns>(sections: ReadonlyMap<string, SectionArray>, part: string, columns: C): Arrays<C> {
  return Object.fromEntries(
    Object.entries(columns).map(([name, type]) => {
      const array = sections.get(`${part}.${name}`);
      if (!(array instanceof type)) throw new TypeError(`The graph file has no section ${part}.${name}.`);
      return [name, array];
    }),
  ) as Arrays<C>;
}
