import {profileNames} from '../../../profiles/profile.js';
import {packCost} from '../../../routing/cost.js';
import type {Costs, CostsAsk, Snap} from '../../../routing/engine.js';
import type {Operation, Query, Searched} from '../operation.js';
import {requireVersion} from '../rows.js';

/**
 * Costs from every origin to every destination; weighs searches, one for each place of the side that has fewer.
 * @param searchesMax how many one statement takes
 */
export function costsOperation(query: Query, searchesMax: number): Operation<CostsAsk, Costs> {
  return {
    name: 'costs',
    capacity: searchesMax,
    weight: ({origins, destinations}) => Math.min(origins.length, destinations.length),
    key: (ask) => `${ask.version} ${ask.profile} ${ask.objective} ${startsAtDestinations(ask)}`,
    async run(asks, limits) {
      const [{version, profile, objective}] = asks;
      const origins = placesOf(asks, (ask) => ask.origins);
      const destinations = placesOf(asks, (ask) => ask.destinations);
      const rows = await query<OriginRow>(
        'costs.sql',
        [
          version,
          profileNames.indexOf(profile),
          `${profile} ${objective}`,
          packCost(objective, 1, 0),
          packCost(objective, 0, 1),
          ...columns(origins),
          ...columns(destinations),
          startsAtDestinations(asks[0]),
        ],
        limits,
      );
      requireVersion(rows, version);
      limits.onSearched(rows[0].searched);
      const costs = asks.map((ask) => new Float64Array(ask.origins.length * ask.destinations.length).fill(Infinity));
      for (const row of rows) {
        if (row.origin === null) continue;
        const {ask, place} = origins[row.origin];
        const firstCell = place * asks[ask].destinations.length;
        for (let at = 0; at < row.costs.length; at += 12) {
          const destination = destinations[row.costs.readInt32BE(at)];
          costs[ask][firstCell + destination.place] = row.costs.readDoubleBE(at + 4);
        }
      }
      return costs.map((cost) => ({cost}));
    },
  };
}

/** Whether the search runs backwards from the destinations: they are the fewer. */
export function startsAtDestinations({origins, destinations}: CostsAsk): boolean {
  return destinations.length < origins.length;
}

type OriginRow = {searched: Searched} & ({origin: number; costs: Buffer} | {origin: null});

interface Place {
  readonly ask: number;
  /** Within its ask. */
  readonly place: number;
  readonly snap: Snap;
}

function placesOf(asks: readonly CostsAsk[], side: (ask: CostsAsk) => readonly Snap[]): Place[] {
  return asks.flatMap((asked, ask) => side(asked).map((snap, place) => ({ask, place, snap})));
}

function columns(places: readonly Place[]): unknown[] {
  return [places.map(({ask}) => ask), places.map(({snap}) => snap.edge), places.map(({snap}) => snap.fraction)];
}
