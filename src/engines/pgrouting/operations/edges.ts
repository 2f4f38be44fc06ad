import type {EdgeRecord} from '../../../routing/engine.js';
import type {Operation, Query} from '../operation.js';
import {type EdgeRow, edgeOf, requireVersion} from '../rows.js';

export interface EdgesAsk {
  readonly version: string;
  readonly ids: readonly number[];
}

/**
 * Edges by id, in no given order; weighs ids. An id that the version does not have is left out.
 * @param idsMax how many ids one statement takes
 */
export function edgesOperation(query: Query, idsMax: number): Operation<EdgesAsk, Map<number, EdgeRecord>> {
  return {
    name: 'edges',
    capacity: idsMax,
    weight: (ask) => ask.ids.length,
    key: (ask) => ask.version,
    async run(asks, limits) {
      const [{version}] = asks;
      const ids = new Set(asks.flatMap((ask) => ask.ids));
      const rows = await query<EdgeRow | {id: null}>('edges.sql', [version, [...ids]], limits);
      requireVersion(rows, version);
      const edges = new Map<number, EdgeRecord>();
      for (const row of rows) if (row.id !== null) edges.set(row.id, edgeOf(row));
      return asks.map(() => edges);
    },
  };
}
