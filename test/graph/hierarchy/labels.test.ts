import fc from 'fast-check';
import {buildHierarchy} from '../../../src/graph/hierarchy/build-hierarchy.js';
import {HierarchyArcs} from '../../../src/graph/hierarchy/hierarchy-arcs.js';
import {Labels} from '../../../src/graph/hierarchy/labels.js';
import {allCosts, randomGraph} from './random-graph.js';

test('a best path lies within the label of its start and that of its end', () => {
  let pairs = 0;
  fc.assert(
    fc.property(randomGraph, (random) => {
      const {nodeCount} = random.graph;
      const hierarchy = buildHierarchy(random.graph, {profile: 'CAR', objective: 'FASTEST'});
      const least = allCosts(random);
      const [onwards, against] = (['onwards', 'against'] as const).map((direction) => {
        const labels = new Labels(hierarchy, direction);
        const arcs = new HierarchyArcs(hierarchy, direction);
        return Array.from(hierarchy.rank, (rank) => Array.from(labels.of(rank), (slot) => arcAt(arcs, slot)));
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

test('an arc of a label leaves the place itself, or one that an arc before it leads to', () => {
  fc.assert(
    fc.property(randomGraph, fc.constantFrom('onwards' as const, 'against' as const), (random, direction) => {
      const hierarchy = buildHierarchy(random.graph, {profile: 'CAR', objective: 'FASTEST'});
      const labels = new Labels(hierarchy, direction);
      const arcs = new HierarchyArcs(hierarchy, direction);
      hierarchy.rank.forEach((rank, place) => {
        const met = new Set([place]);
        for (const slot of labels.of(rank)) {
          const {tail, head} = arcAt(arcs, slot);
          const [low, high] = direction === 'onwards' ? [tail, head] : [head, tail];
          expect(met.has(low)).toBe(true);
          expect(hierarchy.rank[high]).toBeGreaterThan(hierarchy.rank[low]);
          met.add(high);
        }
      });
    }),
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
