import type {Costs, CostsAsk} from '../../routing/engine.js';
import {startsAtDestinations} from './operations/costs.js';

/** A piece of a matrix: some of its rows, or some of its columns. */
export interface CostsPart {
  readonly ask: CostsAsk;
  /** Where the part's first row and column stand in the whole. */
  readonly firstOrigin: number;
  readonly firstDestination: number;
}

/**
 * Cuts an ask along the side that its searches start from.
 * @param searchesMax how many starts a part may have
 * @returns no part for an ask without cells
 */
export function splitCosts(ask: CostsAsk, searchesMax: number): CostsPart[] {
  const {origins, destinations} = ask;
  if (origins.length === 0 || destinations.length === 0) return [];
  const parts: CostsPart[] = [];
  if (startsAtDestinations(ask)) {
    for (let first = 0; first < destinations.length; first += searchesMax) {
      const part = {...ask, destinations: destinations.slice(first, first + searchesMax)};
      parts.push({ask: part, firstOrigin: 0, firstDestination: first});
    }
  } else {
    for (let first = 0; first < origins.length; first += searchesMax) {
      const part = {...ask, origins: origins.slice(first, first + searchesMax)};
      parts.push({ask: part, firstOrigin: first, firstDestination: 0});
    }
  }
  return parts;
}

/** Puts the answers of an ask's parts together. */
export function joinCosts(ask: CostsAsk, parts: readonly CostsPart[], answers: readonly Costs[]): Costs {
  const columns = ask.destinations.length;
  const cost = new Float64Array(ask.origins.length * columns);
  parts.forEach((part, place) => {
    const partColumns = part.ask.destinations.length;
    for (let row = 0; row < part.ask.origins.length; row++) {
      const cells = answers[place].cost.subarray(row * partColumns, (row + 1) * partColumns);
      cost.set(cells, (part.firstOrigin + row) * columns + part.firstDestination);
    }
  });
  return {cost};
}
