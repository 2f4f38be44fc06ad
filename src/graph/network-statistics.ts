import type {ProfileName} from '../profiles/profile.js';
import type {RoadNetwork, SearchGraph} from './network.js';

/** A network in figures, for reports. */
export interface NetworkStatistics {
  readonly nodes: number;
  readonly edges: number;
  /** Length of all edges, each counted once. */
  readonly kilometres: number;
  readonly profiles: readonly ProfileStatistics[];
}

export interface ProfileStatistics {
  readonly profile: ProfileName;
  readonly arcs: number;
  readonly places: number;
  /** Places beyond the road nodes: copies that remember what may not follow. */
  readonly copies: number;
  /** Edges that the profile may use. */
  readonly edges: number;
  readonly islands: number;
  /** Edges on islands, off the main component. */
  readonly edgesOnIslands: number;
}

export function networkStatistics({nodes, edges, graphs}: RoadNetwork): NetworkStatistics {
  return {
    nodes: nodes.count,
    edges: edges.count,
    kilometres: edges.lengthMetres.reduce((sum, metres) => sum + metres, 0) / 1000,
    profiles: graphs.map((graph) => profileStatistics(graph, nodes.count)),
  };
}

function profileStatistics(graph: SearchGraph, roadNodeCount: number): ProfileStatistics {
  return {
    profile: graph.profile,
    arcs: graph.arcCount,
    places: graph.nodeCount,
    copies: graph.nodeCount - roadNodeCount,
    edges: graph.component.reduce((sum, component) => sum + (component >= 0 ? 1 : 0), 0),
    islands: graph.islandCount,
    edgesOnIslands: graph.component.reduce((sum, component) => sum + (component > 0 ? 1 : 0), 0),
  };
}
