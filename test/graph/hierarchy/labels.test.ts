import fc from 'fast-check';
import {AllLabels} from '../../../src/graph/hierarchy/all-labels.js';
import {buildHierarchy} from '../../../src/graph/hierarchy/build-hierarchy.js';
import {HierarchyArcs} from '../../../src/graph/hierarchy/hierarchy-arcs.js';
import type {Hierarchy} from '../../../src/graph/hierarchy/hierarchy.js';
import {Labels} from '../../../src/graph/hierarchy/labels.js';
import {allCosts, randomGraph} from './random-graph.js';

type Direction = 'onwards' | 'against';

/** Slots of the label of each place, by rank. */
type MakeLabels = (hierarchy: Hierarchy, direction: Direction) => Int32Array[];

const searched: MakeLabels = (hierarchy, direction) => {
  const labels = new Labels(hierarchy, direction);
  return Array.from(hierarchy.rank, (_, rank) => labels.of(rank).slice());
};
const merged: MakeLabels = (hierarchy, direction) => {
  const labels: Int32Array[] = [];
  for (const {rank, slots} of new AllLabels(hierarchy, direction)) labels[rank] = slots.slice();
  return labels;
};
const ways: [string, MakeLabels][] = [
  ['searched one by one', searched],
  ['merged from those above', merged],
];

test.each(ways)('a best path lies within the label of its start and that of its end, %s', (_, makeLabels) => {
  let pairs = 0;
  fc.assert(
    fc.property(randomGraph, (random) => {
      const {nodeCount} = random.graph;
      const hierarchy = buildHierarchy(random.graph, {profile: 'CAR', objective: 'FASTEST'});
      const least = allCosts(random);
      const [onwards, against] = (['onwards', 'against'] as const).map((direction) => {
        const labels = makeLabels(hierarchy, direction);
        const arcs = new HierarchyArcs(hierarchy, direction);
        return Array.from(hierarchy.rank, (rank) => Array.from(labels[rank], (slot) => arcAt(arcs, slot)));
      });
      for (let from = 0; from < nodeCount; from++) {
        for (let to = 0; to < nodeCount; to++, pairs++) {
          const found = leastOver([...onwards[from], ...against[to]], from, to);
          expect(found).toBe(least[from * nodeCount + to]);
        }
      }
    }),
    {numRuns: 300},
  );
  expect(pairs).toBeGreaterThan(300);
});

test.each(ways)(
  'an arc of a label leaves the place itself, or one that an arc before it leads to, %s',
  (_, makeLabels) => {
    fc.assert(
      fc.property(randomGraph, fc.constantFrom<Direction>('onwards', 'against'), (random, direction) => {
        const hierarchy = buildHierarchy(random.graph, {profile: 'CAR', objective: 'FASTEST'});
        const labels = makeLabels(hierarchy, direction);
        const arcs = new HierarchyArcs(hierarchy, direction);
        hierarchy.rank.forEach((rank, place) => {
          const met = new Set([place]);
          for (const slot of labels[rank]) {
            const {tail, head} = arcAt(arcs, slot);
            const [low, high] = direction === 'onwards' ? [tail, head] : [head, tail];
            expect(met.has(low)).toBe(true);
            expect(met.has(high)).toBe(false);
            expect(hierarchy.rank[high]).toBeGreaterThan(hierarchy.rank[low]);
            met.add(high);
          }
        });
      }),
    );
  },
);

test('merged labels hold what searched ones do, but for places that a way down leads to at less', () => {
  fc.assert(
    fc.property(randomGraph, fc.constantFrom<Direction>('onwards', 'against'), (random, direction) => {
      const {nodeCount} = random.graph;
      const hierarchy = buildHierarchy(random.graph, {profile: 'CAR', objective: 'FASTEST'});
      const least = allCosts(random);
      const arcs = new HierarchyArcs(hierarchy, direction);
      const [one, other] = [searched, merged].map((makeLabels) => makeLabels(hierarchy, direction));
      hierarchy.rank.forEach((rank, place) => {
        const best = (slots: Int32Array) => {
          const costs = new Map([[place, 0]]);
          for (const slot of slots) {
            const {tail, head, cost} = arcAt(arcs, slot);
            const [low, high] = direction === 'onwards' ? [tail, head] : [head, tail];
            costs.set(high, costs.get(low)! + cost);
          }
          const isLeast = ([high, cost]: [number, number]) => {
            const cell = direction === 'onwards' ? place * nodeCount + high : high * nodeCount + place;
            return cost === least[cell];
          };
          return new Map([...costs].filter(isLeast));
        };
        expect(best(other[rank])).toEqual(best(one[rank]));
      });
    }),
    {numRuns: 300},
  );
});

interface Arc {
  readonly tail: number;
  readonly head: number;
  readonly cost: number;
}

function arcAt({tail, head, cost}: HierarchyArcs, slot: number): Arc {
  return {tail: tail[slot], head: head[slot], cost: cost[slot]};
}

/** Bellman-Ford. */
function leastOver(arcs: readonly Arc[], from: number, to: number): number {
  const best = new Map([[from, 0]]);
  const better = ({tail, head, cost}: Arc) => {
    const total = (best.get(tail) ?? Infinity) + cost;
    if (total >= (best.get(head) ?? Infinity)) return false;
    best.set(head, total);
    return true;
  };
  while (arcs.filter(better).length > 0);
  return best.get(to) ?? Infinity;
}
