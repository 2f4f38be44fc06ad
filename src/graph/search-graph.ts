import type {ProfileName} from '../profiles/profile.js';
import {markComponents} from './components.js';
import {groupByKey} from './grouping.js';
import type {ForbiddenWords} from './forbidden-words.js';
import type {SearchGraph} from './network.js';
import {exploreTopology, NO_HEADING, type Topology} from './topology.js';
import type {TravelGraph} from './travel-graph.js';

/** Turning round where nothing else is left takes this long, seconds. */
export const deadEndTurnSeconds = 20;

/** What a profile's searches run on: see `SearchGraph`, and docs/decisions/0001-restrictions-in-the-topology.md. */
export function buildSearchGraph(graph: TravelGraph, words: ForbiddenWords): SearchGraph {
  const topology = exploreTopology(graph, words);
  const arcs = arcsOf(graph.profile.name, topology, graph);
  return {...arcs, ...markComponents(arcs, graph)};
}

type Arcs = Omit<SearchGraph, 'component' | 'islandCount'>;

function arcsOf(profile: ProfileName, topology: Topology, graph: TravelGraph): Arcs {
  const {heading, head, firstArc, roadNode} = topology;
  const nodeCount = roadNode.length;
  const arcCount = heading.length;
  const tail = new Int32Array(arcCount);
  for (let node = 0; node < nodeCount; node++) tail.fill(node, firstArc[node], firstArc[node + 1]);
  const edge = heading.map((of) => (of === NO_HEADING ? -1 : of >> 1));
  const into = groupByKey(head, nodeCount);
  const along = groupByKey(edge, graph.edgeCount);
  return {
    profile,
    nodeCount,
    roadNode,
    arcCount,
    firstArc,
    tail,
    head,
    seconds: Float32Array.from(heading, (of) => (of === NO_HEADING ? deadEndTurnSeconds : graph.seconds[of])),
    metres: Float32Array.from(edge, (of) => (of < 0 ? 0 : graph.metres[of])),
    edge,
    forward: Uint8Array.from(heading, (of) => (of === NO_HEADING ? 0 : 1 - (of & 1))),
    departs: topology.departs,
    firstInArc: into.first,
    inArc: into.members,
    firstEdgeArc: along.first,
    edgeArc: along.members,
  };
}
