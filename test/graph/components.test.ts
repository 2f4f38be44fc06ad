import fc from 'fast-check';
import {strongComponents} from '../../src/graph/strong-components.js';
import {bestTrip, edgesOf} from './best-paths.js';
import {draw, driver, rider} from './drawn-roads.js';
import {randomTown} from './random-town.js';

test('two nodes are in one strongly connected component when each can be reached from the other', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9)), {maxLength: 25}), (arcs) => {
      const sorted = [...arcs].sort(([a], [b]) => a - b);
      const firstArc = Uint32Array.from({length: 11}, (_, node) => sorted.filter(([tail]) => tail < node).length);
      const {component} = strongComponents({
        nodeCount: 10,
        firstArc,
        head: Int32Array.from(sorted, ([, head]) => head),
      });
      const reaches = (from: number, to: number, seen = new Set([from])): boolean =>
        from === to || sorted.some(([a, b]) => a === from && !seen.has(b) && reaches(b, to, seen.add(b)));
      for (let a = 0; a < 10; a++) {
        for (let b = 0; b < a; b++) expect(component[a] === component[b]).toBe(reaches(a, b) && reaches(b, a));
      }
    }),
  );
});

test('a deep graph needs no deep stack', () => {
  const nodeCount = 300_000;
  const {count} = strongComponents({
    nodeCount,
    firstArc: Uint32Array.from({length: nodeCount + 1}, (_, node) => node),
    head: Int32Array.from({length: nodeCount}, (_, node) => (node + 1) % nodeCount),
  });
  expect(count).toBe(1);
});

test('a trip leads from each edge of the main component to each other one', async () => {
  await fc.assert(
    fc.asyncProperty(randomTown, fc.constantFrom(driver, rider), async (drawing, profile) => {
      const town = await draw({...drawing, profiles: [profile]});
      const ids = drawing.roads.map(({id}) => id);
      const main = ids.filter((id) => edgesOf(town, id).some((edge) => town.graphs[0].component[edge] === 0));
      for (const from of main) for (const to of main) expect(bestTrip(town, from, to)).not.toBeNull();
    }),
    {numRuns: 60},
  );
});

test('parts that no road joins are islands, numbered from 1, and what a profile may not use is in none', async () => {
  const town = await draw({
    roads: [
      {id: 'moor', nodes: 'yz'},
      {id: 'ab', nodes: 'ab'},
      {id: 'bc', nodes: 'bc'},
      {id: 'ca', nodes: 'ca'},
      {id: 'oneway', nodes: 'cd', tags: {oneway: 'yes'}},
      {id: 'islet', nodes: 'uv'},
      {id: 'islets', nodes: 'vw'},
      {id: 'path', nodes: 'ae', tags: {only: 'BICYCLE'}},
    ],
    profiles: [driver, rider],
  });
  const components = (profile: number) => Array.from(town.graphs[profile].component);
  expect(components(0)).toEqual([1, 0, 0, 0, 2, 3, 3, -1]);
  expect(components(1)).toEqual([1, 0, 0, 0, 2, 3, 3, 0]);
  expect(town.graphs.map(({islandCount}) => islandCount)).toEqual([3, 3]);
});
