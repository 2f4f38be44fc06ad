import {profileNames} from '../../../profiles/profile.js';
import {packCost} from '../../../routing/cost.js';
import type {Path, PathAsk} from '../../../routing/engine.js';
import {NoRoute} from '../../../routing/errors.js';
import type {Operation, Query, Searched} from '../operation.js';
import {PackedPath} from '../packed-path.js';
import {requireVersion} from '../rows.js';

/**
 * Best paths; weighs searches, one a path.
 * @param searchesMax how many one statement takes
 */
export function pathsOperation(query: Query, searchesMax: number): Operation<PathAsk, Path> {
  return {
    name: 'paths',
    capacity: searchesMax,
    weight: () => 1,
    key: ({version, profile, objective}) => `${version} ${profile} ${objective}`,
    async run(asks, limits) {
      const [{version, profile, objective}] = asks;
      const rows = await query<PathRow>(
        'paths.sql',
        [
          version,
          profileNames.indexOf(profile),
          `${profile} ${objective}`,
          packCost(objective, 1, 0),
          packCost(objective, 0, 1),
          asks.map(({from}) => from.edge),
          asks.map(({from}) => from.fraction),
          asks.map(({to}) => to.edge),
          asks.map(({to}) => to.fraction),
        ],
        limits,
      );
      requireVersion(rows, version);
      limits.onSearched(rows[0].searched);
      const paths = new Map<number, Path>();
      for (const row of rows) if (row.ask !== null) paths.set(row.ask, new PackedPath(row.cost, row.arcs));
      return asks.map((_, ask) => paths.get(ask) ?? new NoRoute());
    },
  };
}

type PathRow = {searched: Searched} & ({ask: number; cost: number; arcs: Buffer} | {ask: null});
