import {createHash} from 'node:crypto';
import type {RoadNetwork} from '../../graph/network.js';
import type {NetworkInfo} from '../../routing/engine.js';

/** What the embedded engine says of its network. */
export function networkInfo(network: RoadNetwork): NetworkInfo {
  const {meta, nodes, edges, graphs} = network;
  return {
    version: networkVersion(network),
    source: meta.source,
    loadedAt: new Date(meta.builtAt),
    bbox: meta.bbox,
    nodeCount: nodes.count,
    edgeCount: edges.count,
    profiles: graphs.map((graph) => graph.profile),
    attribution: meta.attribution,
  };
}

/**
 * 12 hex digits: the same in all gateways of one network, whether they opened one build of it or each made its own;
 * another for another source file, or where as many nodes and edges do not come of it.
 */
function networkVersion({meta, nodes, edges}: RoadNetwork): string {
  const content = {...meta, builtAt: null, nodeCount: nodes.count, edgeCount: edges.count};
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
}
