import fc from 'fast-check';
import {joinCosts, splitCosts} from '../../../src/engines/pgrouting/costs-parts.js';
import type {CostsAsk, Snap} from '../../../src/routing/engine.js';

test('a matrix that was cut into parts comes together cell by cell, and no part has too many starts', () => {
  const count = fc.integer({min: 0, max: 40});
  fc.assert(
    fc.property(count, count, fc.integer({min: 1, max: 10}), (rows, columns, searchesMax) => {
      const ask: CostsAsk = {
        version: '1',
        profile: 'CAR',
        objective: 'FASTEST',
        origins: places(rows),
        destinations: places(columns),
      };
      const parts = splitCosts(ask, searchesMax);
      for (const part of parts) {
        expect(Math.min(part.ask.origins.length, part.ask.destinations.length)).toBeLessThanOrEqual(searchesMax);
      }
      const answers = parts.map((part) => ({cost: productsOf(part.ask)}));
      expect(joinCosts(ask, parts, answers).cost).toEqual(productsOf(ask));
    }),
  );
});

function places(count: number): Snap[] {
  return Array.from({length: count}, (_, edge) => ({
    edge,
    fraction: 0,
    location: [0, 0],
    distanceMetres: 0,
    component: 0,
  }));
}

/** A cost that names its cell. */
function productsOf({origins, destinations}: CostsAsk): Float64Array {
  return Float64Array.from(origins.flatMap((from) => destinations.map((to) => 1000 * from.edge + to.edge)));
}
