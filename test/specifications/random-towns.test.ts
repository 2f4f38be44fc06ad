import fc from 'fast-check';
import {unpackCost, type Objective} from '../../src/routing/cost.js';
import type {RoutingEngine, Snap} from '../../src/routing/engine.js';
import {RoutingError} from '../../src/routing/errors.js';
import {profileNames, type ProfileName} from '../../src/profiles/profile.js';
import {engines} from '../towns/engines.js';
import {plainCost} from '../towns/plain-dijkstra.js';
import {randomPosition, randomStreets} from '../towns/random-town.js';
import {networkOf, type Street} from '../towns/street-source.js';

const never = new AbortController().signal;

interface Query {
  readonly streets: readonly Street[];
  readonly points: readonly [number, number][];
  readonly profile: ProfileName;
  readonly objective: Objective;
}

const query: fc.Arbitrary<Query> = fc.record({
  streets: randomStreets,
  points: fc.array(randomPosition, {minLength: 3, maxLength: 5}),
  profile: fc.constantFrom(...profileNames),
  objective: fc.constantFrom<Objective>('FASTEST', 'SHORTEST'),
});

describe.each(engines)('in random towns the $name engine', (under) => {
  /** Runs a check with the places where the points snap, anywhere on the profile's roads. */
  const forAll = (
    runs: number,
    check: (given: Given) => Promise<void>,
    adapt: (streets: readonly Street[]) => readonly Street[] = (streets) => streets,
  ) =>
    fc.assert(
      fc.asyncProperty(query, async ({streets, points, profile, objective}) => {
        const network = await networkOf(adapt(streets));
        const engine = await under.open(network);
        try {
          const [answer] = await engine.snap(
            [{profile, points: points.map((position) => ({position, radiusMetres: 1e6}))}],
            never,
          );
          if (answer instanceof RoutingError) throw answer;
          const snaps = answer.points.flatMap(({nearest}) => nearest ?? []);
          const graph = network.graphs.find((candidate) => candidate.profile === profile)!;
          await check({engine, graph, snaps, ask: {version: answer.version, profile, objective}});
        } finally {
          await engine.close();
        }
      }),
      {numRuns: Math.ceil(runs * under.share)},
    );

  test('finds paths as good as those of a plain Dijkstra, and none where that finds none', async () => {
    await forAll(150, async ({engine, graph, snaps, ask}) => {
      const asks = snaps.flatMap((from) => snaps.map((to) => ({...ask, from, to})));
      const answers = await engine.paths(asks, never);
      answers.forEach((path, i) => {
        const best = plainCost(graph, ask.objective, asks[i].from, asks[i].to);
        expect(path instanceof RoutingError ? Infinity : path.cost).toBe(best);
        if (path instanceof RoutingError) expect(path.code).toBe('NO_ROUTE');
      });
    });
  });

  test('gives a matrix of the same costs, whichever side is longer', async () => {
    await forAll(100, async ({engine, snaps, ask}) => {
      const paths = await pathCosts(engine, ask, snaps);
      for (const [origins, destinations] of [
        [snaps, snaps.slice(1)],
        [snaps.slice(1), snaps],
      ]) {
        const [costs] = await engine.costs([{...ask, origins, destinations}], never);
        if (costs instanceof RoutingError) throw costs;
        const expected = origins.flatMap((from) => destinations.map((to) => paths(from, to)));
        expect([...costs.cost]).toEqual(expected);
      }
    });
  });

  test('never finds a way that a stop on it makes better, where no road is for its residents alone', async () => {
    await forAll(
      100,
      async ({engine, snaps, ask}) => {
        const [a, b, c] = snaps;
        if (!c) return;
        const paths = await pathCosts(engine, ask, snaps);
        const measure = ask.objective === 'FASTEST' ? 'seconds' : 'metres';
        const of = (from: Snap, to: Snap) => {
          const cost = paths(from, to);
          return cost === Infinity ? Infinity : unpackCost(ask.objective, cost)[measure];
        };
        // parts of arcs are rounded to whole milliseconds and centimetres: half of one at each of the four ends
        expect(of(a, b) + of(b, c) + 0.02).toBeGreaterThanOrEqual(of(a, c));
      },
      openToAll,
    );
  });
});

function openToAll(streets: readonly Street[]): Street[] {
  return streets.map((street) => (street.tags?.access ? {...street, tags: {}} : street));
}

interface Given {
  readonly engine: RoutingEngine;
  readonly graph: Parameters<typeof plainCost>[0];
  readonly snaps: readonly Snap[];
  readonly ask: {readonly version: string; readonly profile: ProfileName; readonly objective: Objective};
}

async function pathCosts(engine: RoutingEngine, ask: Given['ask'], snaps: readonly Snap[]) {
  const asks = snaps.flatMap((from) => snaps.map((to) => ({...ask, from, to})));
  const answers = await engine.paths(asks, never);
  return (from: Snap, to: Snap): number => {
    const answer = answers[snaps.indexOf(from) * snaps.length + snaps.indexOf(to)];
    return answer instanceof RoutingError ? Infinity : answer.cost;
  };
}
