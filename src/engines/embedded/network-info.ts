import {createHash} from 'node:crypto';
import type {NetworkMeta, RoadNetwork} from '../../graph/network.js';
import type {NetworkInfo} from '../../routing/engine.js';

/** What the embedded engine says of its network. */
export function networkInfo({meta, nodes, edges, graphs}: RoadNetwork): NetworkInfo {
  return {
    version: networkVersion(meta),
    source: meta.source,
    loadedAt: new Date(meta.builtAt),
    bbox: meta.bbox,
    nodeCount: nodes.count,
    edgeCount: edges.count,
    profiles: graphs.map((graph) => graph.profile),
    attribution: meta.attribution,
  };
}

/** 12 hex digits: the same wherever one build is opened, another for another source file or a newer build of the same. */
function networkVersion(meta: NetworkMeta): string {
  return createHash('sha256').update(JSON.stringify(meta)).digest('hex').slice(0, 12);
}
