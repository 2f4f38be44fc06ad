import {profileNames} from '../../../profiles/profile.js';
import type {Reach, ReachAsk} from '../../../routing/engine.js';
import type {Operation, Query, Searched} from '../operation.js';
import {int32ArrayOf, requireVersion} from '../rows.js';

/**
 * What is reached within a budget; weighs asks. Asks share a statement only while their budgets are within a factor of
 * two, since the search runs to the largest for all.
 * @param asksMax how many asks one statement takes
 */
export function reachOperation(query: Query, asksMax: number): Operation<ReachAsk, Reach> {
  return {
    name: 'reach',
    capacity: asksMax,
    weight: () => 1,
    key: ({version, profile, direction, measure, budget}) =>
      `${version} ${profile} ${direction} ${measure} ${Math.ceil(Math.log2(budget))}`,
    async run(asks, limits) {
      const [{version, profile, direction, measure}] = asks;
      const origins = asks.flatMap((asked, ask) => asked.origins.map((snap) => ({ask, snap})));
      const unit = unitsPerMeasure[measure];
      const rows = await query<ReachRow>(
        'reach.sql',
        [
          version,
          profileNames.indexOf(profile),
          measure === 'seconds' ? 1 : 0,
          measure === 'metres' ? 1 : 0,
          direction === 'ARRIVE',
          origins.map(({ask}) => ask),
          origins.map(({snap}) => snap.edge),
          origins.map(({snap}) => snap.fraction),
          asks.map(({budget}) => budget * unit),
        ],
        limits,
      );
      requireVersion(rows, version);
      limits.onSearched(rows[0].searched);
      const reaches = asks.map(() => emptyReach(0));
      for (const row of rows) {
        if (row.ask === null) continue;
        reaches[row.ask] = reachOf(row, (origin) => origins[origin].snap.fraction, unit);
      }
      return reaches;
    },
  };
}

/** Whole units in SQL: milliseconds and centimetres. */
const unitsPerMeasure = {seconds: 1000, metres: 100} as const;

type ReachRow = {searched: Searched} & (AskRow | {ask: null});

interface AskRow {
  readonly ask: number;
  readonly headings: Buffer | null;
  readonly entry_costs: Buffer | null;
  readonly edge_costs: Buffer | null;
  readonly origins: Buffer;
}

/** @param fractionOf where the origin of a number, from 0 in the batch, lies on its edge */
function reachOf(
  {headings, entry_costs, edge_costs, origins}: AskRow,
  fractionOf: (origin: number) => number,
  unit: number,
): Reach {
  const [heading, entryCost, edgeCost] = [headings, entry_costs, edge_costs].map(int32ArrayOf);
  const entered = heading.length;
  const reach = emptyReach(entered + origins.length / 16);
  for (let place = 0; place < entered; place++) {
    const falling = heading[place] & 1;
    reach.edge[place] = heading[place] >> 1;
    reach.rising[place] = 1 - falling;
    reach.entryFraction[place] = falling;
    reach.entryCost[place] = entryCost[place] / unit;
    reach.edgeCost[place] = edgeCost[place] / unit;
  }
  for (let place = entered, at = 0; at < origins.length; place++, at += 16) {
    reach.edge[place] = origins.readInt32BE(at);
    reach.rising[place] = origins.readInt32BE(at + 4);
    reach.entryFraction[place] = fractionOf(origins.readInt32BE(at + 8));
    reach.edgeCost[place] = origins.readInt32BE(at + 12) / unit;
  }
  return reach;
}

function emptyReach(stretches: number): Reach {
  return {
    edge: new Int32Array(stretches),
    rising: new Uint8Array(stretches),
    entryFraction: new Float64Array(stretches),
    entryCost: new Float64Array(stretches),
    edgeCost: new Float64Array(stretches),
  };
}
