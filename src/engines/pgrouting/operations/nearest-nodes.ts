import {profileNames} from '../../../profiles/profile.js';
import type {NearestNodesAnswer, NearestNodesAsk, NodeRecord} from '../../../routing/engine.js';
import {metresPerDegree} from '../../../routing/plane.js';
import type {Operation, Query} from '../operation.js';
import {requireNetwork} from '../rows.js';

/**
 * Nearest nodes; weighs asks.
 * @param asksMax how many asks one statement takes
 * @param see     hears which network version is current
 */
export function nearestNodesOperation(
  query: Query,
  asksMax: number,
  see: (version: string) => void,
): Operation<NearestNodesAsk, NearestNodesAnswer> {
  return {
    name: 'nearestNodes',
    capacity: asksMax,
    weight: () => 1,
    key: () => '',
    async run(asks, limits) {
      const rows = await query<NodeRow>('nearest-nodes.sql', parameters(asks), limits);
      requireNetwork(rows);
      const {version} = rows[0];
      see(version);
      const nodes = asks.map((): NodeRecord[] => []);
      for (const row of rows) {
        if (row.id === null) continue;
        nodes[row.ask].push({
          id: row.id,
          location: [row.lon, row.lat],
          distanceMetres: row.metres,
          sourceId: row.source_id,
          names: row.names.sort(),
        });
      }
      return nodes.map((found) => ({version, nodes: found}));
    },
  };
}

interface NodeRow {
  version: string;
  ask: number;
  id: number | null;
  lon: number;
  lat: number;
  metres: number;
  source_id: string | null;
  names: string[];
}

function parameters(asks: readonly NearestNodesAsk[]): unknown[] {
  const scales = asks.map(({position}) => metresPerDegree(position[1]));
  return [
    asks.map(({profile}) => profileNames.indexOf(profile)),
    asks.map(({position}) => position[0]),
    asks.map(({position}) => position[1]),
    scales.map(({lon}) => lon),
    scales.map(({lat}) => lat),
    asks.map(({count}) => count),
    asks.map(({maxDistanceMetres}) => maxDistanceMetres),
  ];
}
