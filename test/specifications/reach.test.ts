import fc from 'fast-check';
import {profileNames} from '../../src/profiles/profile.js';
import {unpackCost} from '../../src/routing/cost.js';
import type {Reach, Snap} from '../../src/routing/engine.js';
import {RoutingError} from '../../src/routing/errors.js';
import {engines} from '../towns/engines.js';
import {map} from '../towns/map.js';
import {plainCost} from '../towns/plain-dijkstra.js';
import {randomPosition, randomStreets} from '../towns/random-town.js';
import {networkOf} from '../towns/street-source.js';
import {Town} from '../towns/town.js';

const never = new AbortController().signal;

describe.each(engines)('what is reached, on the $name engine', (under) => {
  test('agrees with the best way to each place on each road, in random towns', async () => {
    const query = fc.record({
      streets: randomStreets,
      points: fc.array(randomPosition, {minLength: 1, maxLength: 3}),
      profile: fc.constantFrom(...profileNames),
      direction: fc.constantFrom('DEPART' as const, 'ARRIVE' as const),
      measure: fc.constantFrom('seconds' as const, 'metres' as const),
      budget: fc.integer({min: 1, max: 400}),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({streets, points, profile, direction, measure, budget}) => {
        const network = await networkOf(streets);
        const engine = await under.open(network);
        try {
          const asked = points.map((position) => ({position, radiusMetres: 1e6}));
          const [snapped] = await engine.snap([{profile, points: asked}], never);
          if (snapped instanceof RoutingError) throw snapped;
          const origins = snapped.points.flatMap(({nearest}) => nearest ?? []);
          if (origins.length === 0) return;
          const {version} = snapped;
          const [reach] = await engine.reach([{version, profile, origins, direction, measure, budget}], never);
          if (reach instanceof RoutingError) throw reach;

          const graph = network.graphs.find((candidate) => candidate.profile === profile)!;
          const objective = measure === 'seconds' ? 'FASTEST' : 'SHORTEST';
          for (let edge = 0; edge < network.edges.count; edge++) {
            if (graph.component[edge] < 0) continue;
            for (const fraction of [0.13, 0.77]) {
              const place: Snap = {edge, fraction, location: [0, 0], distanceMetres: 0, component: 0};
              const costs = origins.map((origin) =>
                direction === 'DEPART'
                  ? plainCost(graph, objective, origin, place)
                  : plainCost(graph, objective, place, origin),
              );
              const best = Math.min(...costs);
              const cost = best === Infinity ? Infinity : unpackCost(objective, best)[measure];
              // at the very edge of the budget, rounding decides
              if (Math.abs(cost - budget) < 0.05) continue;
              expect({edge, fraction, covered: covers(reach, edge, fraction, budget)}).toEqual({
                edge,
                fraction,
                covered: cost < budget,
              });
            }
          }
        } finally {
          await engine.close();
        }
      }),
      {numRuns: Math.ceil(150 * under.share)},
    );
  });

  test('enters each direction of an edge once, besides the stretches of the origins', async () => {
    const town = await Town.load(
      under,
      map`
      a --- b --- c
      |     |     |
      d --- e --> f
    `,
    );
    const [snapped] = await town.engine.snap(
      [{profile: 'CAR', points: [{position: [town.at('ab').lon, town.at('ab').lat], radiusMetres: 10}]}],
      never,
    );
    if (snapped instanceof RoutingError) throw snapped;
    const [reach] = await town.engine.reach(
      [
        {
          version: snapped.version,
          profile: 'CAR',
          origins: [snapped.points[0].main!],
          direction: 'DEPART',
          measure: 'metres',
          budget: 10_000,
        },
      ],
      never,
    );
    if (reach instanceof RoutingError) throw reach;
    const own = [...reach.edge].filter((_, i) => reach.entryFraction[i] > 0 && reach.entryFraction[i] < 1);
    expect(own).toHaveLength(2);
    // six streets both ways and one one-way
    expect(reach.edge).toHaveLength(2 + 2 * 6 + 1);
    await town.engine.close();
  });
});

function covers(reach: Reach, edge: number, fraction: number, budget: number): boolean {
  return reach.edge.some((entered, i) => {
    if (entered !== edge) return false;
    const ahead = reach.rising[i] ? fraction - reach.entryFraction[i] : reach.entryFraction[i] - fraction;
    return ahead >= 0 && reach.entryCost[i] + ahead * reach.edgeCost[i] <= budget;
  });
}
