import fc from 'fast-check';
import type {SearchGraph} from '../../src/graph/network.js';
import {uTurnWords} from '../../src/graph/u-turn-words.js';
import type {Profile} from '../../src/profiles/profile.js';
import {arcsAlong, departingArc, millisecondsFrom} from './best-paths.js';
import {draw, drawnSource, driver, rider} from './drawn-roads.js';
import {randomTown, type RandomTown} from './random-town.js';
import {travelOf} from './travel-of.js';
import {Walker, wordsOf} from './walker.js';

/**
 * The search graph against a walker who knows no automaton: it carries its whole memory along, tries each heading at
 * each node, and refuses what a restriction, a barrier or a destination-only zone forbids.
 */
describe.each([
  ['a rider', rider],
  ['a driver, who avoids turning round', driver],
])('for %s', (_, profile) => {
  test('the best cost between any two roads is that of walking the road graph and refusing what is forbidden', async () => {
    await fc.assert(
      fc.asyncProperty(randomTown, async (town) => {
        const {graph, travel, words} = await built(town, profile);
        const walker = new Walker(travel, words);
        for (let start = 0; start < travel.usable.length; start++) {
          if (travel.usable[start]) expect(searched(graph, start)).toEqual(walker.millisecondsToAll(start));
        }
      }),
      {numRuns: 400},
    );
  });
});

test('each edge and direction that may be travelled is left by exactly one arc, from a place with nothing forbidden', async () => {
  await fc.assert(
    fc.asyncProperty(randomTown, async (town) => {
      const {graph, travel} = await built(town, driver);
      travel.usable.forEach((usable, heading) => {
        const departing = arcsAlong(graph, heading >> 1, (heading & 1) === 0).filter((arc) => graph.departs[arc]);
        expect(departing.length).toBe(usable);
      });
    }),
    {numRuns: 100},
  );
});

test('arcs are sorted by tail, edge and direction, and listed by head and by edge', async () => {
  await fc.assert(
    fc.asyncProperty(randomTown, async (town) => {
      const {graph} = await built(town, driver);
      const arcs = Array.from(graph.head.keys());
      const order = arcs.map((arc) => [graph.tail[arc], graph.edge[arc], 1 - graph.forward[arc]]);
      expect(order).toEqual([...order].sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]));
      for (let place = 0; place < graph.nodeCount; place++) {
        expect(listed(graph.firstArc, Int32Array.from(arcs), place)).toEqual(
          arcs.filter((arc) => graph.tail[arc] === place),
        );
        expect(listed(graph.firstInArc, graph.inArc, place)).toEqual(arcs.filter((arc) => graph.head[arc] === place));
      }
      for (let edge = 0; edge < graph.component.length; edge++) {
        expect(listed(graph.firstEdgeArc, graph.edgeArc, edge)).toEqual(arcs.filter((arc) => graph.edge[arc] === edge));
      }
    }),
    {numRuns: 100},
  );
});

test('the same roads give the same network, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(randomTown, async (town) => {
      const [once, twice] = [
        await draw({...town, profiles: [driver, rider]}),
        await draw({...town, profiles: [driver, rider]}),
      ];
      expect(twice.graphs).toEqual(once.graphs);
      expect(twice.edges).toEqual(once.edges);
    }),
    {numRuns: 20},
  );
});

/** A town's search graph, what the profile may travel there, and the words that the walker reads from its restrictions. */
async function built(town: RandomTown, profile: Profile) {
  const network = await draw({...town, profiles: [profile]});
  const {travel} = await travelOf(drawnSource(town), profile);
  const restricted = wordsOf(town, network, travel);
  const words = [...restricted, ...(profile.avoidsUTurns ? uTurnWords(restricted, travel) : [])];
  return {graph: network.graphs[0], travel, words};
}

function searched(graph: SearchGraph, start: number): number[] {
  const departs = departingArc(graph, start >> 1, (start & 1) === 0);
  const {cost} = millisecondsFrom(graph, graph.head[departs]);
  return Array.from({length: graph.component.length * 2}, (_, heading) =>
    Math.min(Infinity, ...arcsAlong(graph, heading >> 1, (heading & 1) === 0).map((arc) => cost[graph.tail[arc]])),
  );
}

function listed(first: Uint32Array, members: Int32Array, key: number): number[] {
  return Array.from(members.subarray(first[key], first[key + 1]));
}
