import {profileNames} from '../../../profiles/profile.js';
import type {EdgesWithinAsk} from '../../../routing/engine.js';
import type {Operation, Query} from '../operation.js';
import {requireVersion} from '../rows.js';

/**
 * Edges whose box meets a box, ids ascending; weighs asks.
 * @param asksMax how many asks one statement takes
 */
export function edgesWithinOperation(query: Query, asksMax: number): Operation<EdgesWithinAsk, Int32Array> {
  return {
    name: 'edgesWithin',
    capacity: asksMax,
    weight: () => 1,
    key: (ask) => ask.version,
    async run(asks, limits) {
      const [{version}] = asks;
      const rows = await query<{ask: number; edges: Buffer | null}>(
        'edges-within.sql',
        [
          version,
          asks.map(({profile}) => profileNames.indexOf(profile)),
          ...[0, 1, 2, 3].map((side) => asks.map(({bbox}) => bbox[side])),
        ],
        limits,
      );
      requireVersion(rows, version);
      const edges = asks.map(() => new Int32Array(0));
      for (const row of rows) if (row.edges) edges[row.ask] = idsOf(row.edges);
      return edges;
    },
  };
}

function idsOf(packed: Buffer): Int32Array<ArrayBuffer> {
  const ids = new Int32Array(packed.length / 4);
  for (let place = 0; place < ids.length; place++) ids[place] = packed.readInt32BE(4 * place);
  return ids;
}
