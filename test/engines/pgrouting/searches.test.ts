import fc from 'fast-check';
import {labelModes} from '../../../loader/sinks/database/label-mode.js';
import {packCost, partOf} from '../../../src/routing/cost.js';
import type {Path, Reach, Snap} from '../../../src/routing/engine.js';
import {NoRoute} from '../../../src/routing/errors.js';
import {EngineOnDatabase} from './engine-on-database.js';
import {type Place, plainCost, plainReach, type Stretch} from './plain-search.js';
import {randomNetwork, randomPlace} from './random-network.js';
import {insertHierarchies, withTrueLengths} from './small-hierarchies.js';
import {insertNetwork, type SmallNetwork} from './small-network.js';

const signal = new AbortController().signal;
const suite = new EngineOnDatabase();

const kinds = ['whole', ...labelModes] as const;

/** Writes a network in the place of all others, with hierarchies unless the whole of it is to be searched. */
async function insert(network: SmallNetwork, kind: (typeof kinds)[number]): Promise<string> {
  const {rows} = await suite.owner.query<{name: string}>(
    `SELECT relname AS name FROM pg_class WHERE relispartition AND relkind = 'r'`,
  );
  if (rows.length > 0) await suite.owner.query(`DROP TABLE ${rows.map(({name}) => name).join(', ')}`);
  const version = await insertNetwork(suite.owner, network);
  if (kind !== 'whole') await insertHierarchies(suite.owner, version, network, kind);
  suite.searched.clear();
  return version;
}

test.each(kinds)(
  'paths and costs (%s) are those of a plain search, to the millisecond, on random networks',
  async (kind) => {
    const pairs = fc.array(fc.tuple(randomPlace, randomPlace), {minLength: 1, maxLength: 12});
    await fc.assert(
      fc.asyncProperty(
        randomNetwork,
        pairs,
        fc.constantFrom('FASTEST', 'SHORTEST'),
        async (network, drawn, objective) => {
          const version = await insert(network, kind);
          const asked = drawn.map(([from, to]) => ({from: snapAt(network, from), to: snapAt(network, to)}));
          const ask = {version, profile: 'CAR', objective} as const;

          const paths = await suite.engine.paths(
            asked.map((ends) => ({...ask, ...ends})),
            signal,
          );
          const best = asked.map(({from, to}) => plainCost(network, objective, from, to));
          expect(paths.map((path) => ('cost' in path ? path.cost : path))).toEqual(
            best.map((cost) => (cost === Infinity ? new NoRoute() : cost)),
          );
          paths.forEach((path, place) => {
            if ('cost' in path) expect(costAlong(path, asked[place], objective)).toBe(path.cost);
          });

          const origins = asked.map(({from}) => from);
          const destinations = asked.map(({to}) => to).slice(0, 4);
          for (const sides of [
            {origins, destinations},
            {origins: destinations, destinations: origins},
          ]) {
            const [costs] = await suite.engine.costs([{...ask, ...sides}], signal);
            expect(costs).toEqual({
              cost: Float64Array.from(
                sides.origins.flatMap((from) =>
                  sides.destinations.map((to) => plainCost(network, objective, from, to)),
                ),
              ),
            });
          }
          expect([...suite.searched]).toEqual([kind === 'whole' ? 'whole' : 'labels']);
        },
      ),
      {numRuns: 30},
    );
  },
);

test.each([
  ['whole', randomNetwork],
  ['packed', randomNetwork.map(withTrueLengths)],
] as const)(
  'what is reached (%s) is what a plain search reaches, from and to several origins',
  async (kind, networks) => {
    const asks = fc.array(
      fc.record({
        origins: fc.array(randomPlace, {minLength: 1, maxLength: 3}),
        direction: fc.constantFrom('DEPART', 'ARRIVE'),
        measure: fc.constantFrom('seconds', 'metres'),
        budget: fc.integer({min: 1, max: 300}),
      }),
      {minLength: 1, maxLength: 8},
    );
    await fc.assert(
      fc.asyncProperty(networks, asks, async (network, drawn) => {
        const version = await insert(network, kind);
        const asked = drawn.map((ask) => ({
          ...ask,
          origins: ask.origins.map((origin) => snapAt(network, origin)),
          version,
          profile: 'CAR' as const,
        }));
        const reaches = await suite.engine.reach(asked, signal);
        asked.forEach(({origins, direction, measure, budget}, place) => {
          const unit = measure === 'seconds' ? 1000 : 100;
          const weigh = (milliseconds: number, centimetres: number) => (unit === 1000 ? milliseconds : centimetres);
          const plain = plainReach(network, origins, direction === 'ARRIVE', weigh, budget * unit);
          expect(stretchesOf(reaches[place] as Reach)).toEqual(
            inOrder(
              plain.map(([edge, rising, fraction, entry, cost]) => [edge, rising, fraction, entry / unit, cost / unit]),
            ),
          );
        });
      }),
      {numRuns: 40},
    );
  },
);

test('a turn at a dead end is no arc of a path: its time goes to the arc that follows', async () => {
  // one street, with no way to turn at its end but the dead end's: there and back
  const line = {milliseconds: 10_000, centimetres: 10_000, edge: 0, departs: true};
  const version = await insertNetwork(suite.owner, {
    nodes: [
      [-8.61, 41.14],
      [-8.6, 41.14],
    ],
    edges: [{source: 0, target: 1, between: [], component: 0, name: null}],
    arcs: [
      {tail: 0, head: 2, ...line, forward: true},
      {tail: 2, head: 1, milliseconds: 20_000, centimetres: 0, edge: null, forward: true, departs: false},
      {tail: 1, head: 0, ...line, forward: false},
      {tail: 0, head: 3, milliseconds: 0, centimetres: 0, edge: null, forward: true, departs: false},
    ],
  });
  const [from, to] = [0.75, 0.5].map((fraction) => ({...snapAt(null, {edge: 0, fraction}), edge: 0}));
  const ask = {version, profile: 'CAR', objective: 'FASTEST'} as const;
  const [direct] = await suite.engine.paths([{...ask, from, to}], signal);
  expect(direct).toMatchObject({
    cost: packCost('FASTEST', 2500, 2500),
    arcs: [{edge: 0, forward: false, turnSeconds: 0}],
  });

  await suite.owner.query('UPDATE arc SET departs = forward WHERE network = (SELECT network FROM current_network)');
  const [turned] = await suite.engine.paths([{...ask, from, to}], signal);
  expect(turned).toMatchObject({
    cost: packCost('FASTEST', 2500 + 20_000 + 5000, 7500),
    arcs: [
      {edge: 0, forward: true, seconds: 10, metres: 100, turnSeconds: 0},
      {edge: 0, forward: false, seconds: 10, metres: 100, turnSeconds: 20},
    ],
  });
});

/** A drawn place on an edge that has an arc. */
function snapAt(network: SmallNetwork | null, {edge, fraction}: Place): Snap {
  const usable = network ? network.edges.length : 1;
  return {edge: edge % usable, fraction, location: [0, 0], distanceMetres: 0, component: 0};
}

/** A path's cost, summed again from its arcs: the first from the start on, the last up to the end. */
function costAlong({arcs}: Path, {from, to}: {from: Snap; to: Snap}, objective: 'FASTEST' | 'SHORTEST'): number {
  let [milliseconds, centimetres] = [0, 0];
  arcs.forEach((arc, place) => {
    const [first, last] = [place === 0, place === arcs.length - 1];
    const start = first ? (arc.forward ? from.fraction : 1 - from.fraction) : 0;
    const end = last ? (arc.forward ? to.fraction : 1 - to.fraction) : 1;
    if (first) expect(arc.edge).toBe(from.edge);
    if (last) expect(arc.edge).toBe(to.edge);
    const share =
      first && last ? directShare(arc.forward, from, to) : first ? firstShare(arc.forward, from) : end - start;
    milliseconds += partOf(Math.round(arc.seconds * 1000), share) + Math.round(arc.turnSeconds * 1000);
    centimetres += partOf(Math.round(arc.metres * 100), share);
  });
  return packCost(objective, milliseconds, centimetres);
}

function directShare(forward: boolean, from: Snap, to: Snap): number {
  return forward ? to.fraction - from.fraction : from.fraction - to.fraction;
}

function firstShare(forward: boolean, from: Snap): number {
  return forward ? 1 - from.fraction : from.fraction;
}

function stretchesOf(reach: Reach): Stretch[] {
  return inOrder(
    Array.from(reach.edge, (edge, place) => [
      edge,
      reach.rising[place],
      reach.entryFraction[place],
      reach.entryCost[place],
      reach.edgeCost[place],
    ]),
  );
}

function inOrder(stretches: Stretch[]): Stretch[] {
  return stretches.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]);
}
