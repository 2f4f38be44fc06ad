import type {NetworkInfo} from '../../../routing/engine.js';
import type {ProfileName} from '../../../profiles/profile.js';
import type {Operation, Query} from '../operation.js';
import {requireNetwork} from '../rows.js';

/** What is loaded; all that ask at once share one statement. */
export function networkOperation(query: Query): Operation<void, NetworkInfo> {
  return {
    name: 'network',
    capacity: Infinity,
    weight: () => 1,
    key: () => '',
    async run(asks, limits) {
      const rows = await query<NetworkRow>('network.sql', [], limits);
      requireNetwork(rows);
      const [row] = rows;
      const network: NetworkInfo = {
        version: row.version,
        source: row.source,
        loadedAt: row.loaded_at,
        bbox: row.bbox,
        nodeCount: row.node_count,
        edgeCount: row.edge_count,
        profiles: row.profiles,
        attribution: row.attribution,
      };
      return asks.map(() => network);
    },
  };
}

interface NetworkRow {
  version: string;
  source: string;
  loaded_at: Date;
  bbox: [number, number, number, number];
  node_count: number;
  edge_count: number;
  profiles: ProfileName[];
  attribution: string;
}
