import fc from 'fast-check';
import {appendRun} from '../../../src/graph/hierarchy/append-run.js';
import {Buckets} from '../../../src/graph/hierarchy/buckets.js';
import {buildHierarchy} from '../../../src/graph/hierarchy/build-hierarchy.js';
import {Climb} from '../../../src/graph/hierarchy/climb.js';
import type {Hierarchy} from '../../../src/graph/hierarchy/hierarchy.js';
import {PathSearch} from '../../../src/graph/hierarchy/path-search.js';
import {FAR, Sweep} from '../../../src/graph/hierarchy/sweep.js';
import {firstMeasure} from '../../../src/routing/cost.js';
import {allCosts, randomGraph, type RandomGraph} from './random-graph.js';

const GRAPHS = 10_000;
const SEED = 20;

test('any best path costs what Floyd says, and the arcs that it stands for lead from its start to its end', () => {
  let paths = 0;
  let graphs = 0;
  everyGraph((random, hierarchy, least) => {
    const {nodeCount} = random.graph;
    const [ahead, behind] = [new Climb(hierarchy, 'onwards'), new Climb(hierarchy, 'against')];
    // crowns of no place, of some and of all
    const search = new PathSearch(hierarchy, ahead, behind, graphs++ % (nodeCount + 2));
    for (let from = 0; from < nodeCount; from++) {
      for (let to = 0; to < nodeCount; to++) {
        search.begin();
        ahead.start(hierarchy.rank[from], 0, 7);
        behind.start(hierarchy.rank[to], 0, 9);
        const found = search.find(Infinity, () => undefined);
        const cost = found?.cost ?? Infinity;
        if (cost !== least[from * nodeCount + to]) throw new Error(`${from} to ${to}: ${cost}`);
        if (found === null) continue;
        const way: number[] = [];
        const ends = found.way(way);
        const arcs: number[] = [];
        for (const arc of way) appendRun(hierarchy, arc, arcs);
        if (ends[0] !== 7 || ends[1] !== 9) throw new Error(`the origins are ${ends.join()}`);
        expectWay(random, from, to, arcs, cost);
        paths++;
      }
    }
  });
  expect(paths).toBeGreaterThan(GRAPHS);
});

test('a matrix by buckets and a sweep from each place give the costs of all pairs', () => {
  let cells = 0;
  everyGraph(({graph: {nodeCount}}, hierarchy, least) => {
    const {rank} = hierarchy;
    const [ahead, behind] = [new Climb(hierarchy, 'onwards'), new Climb(hierarchy, 'against')];
    const [onwards, against] = [new Sweep(hierarchy, 'onwards'), new Sweep(hierarchy, 'against')];
    const buckets = new Buckets(nodeCount);
    buckets.clear();
    for (let to = 0; to < nodeCount; to++) {
      behind.begin().start(rank[to], 0, 0);
      while (behind.frontier < Infinity) {
        const place = behind.settle();
        if (place >= 0) buckets.leave(place, to, behind.costOf(place));
      }
      behind.begin().start(rank[to], 0, 0);
      const {cost} = against.run(behind);
      for (let from = 0; from < nodeCount; from++) {
        if (cost[rank[from]] !== swept(least[from * nodeCount + to]))
          throw new Error(`swept back from ${to} to ${from}`);
      }
    }
    for (let from = 0; from < nodeCount; from++) {
      const row = new Float64Array(nodeCount).fill(Infinity);
      ahead.begin().start(rank[from], 0, 0);
      while (ahead.frontier < Infinity) {
        const place = ahead.settle();
        if (place >= 0) buckets.collect(place, ahead.costOf(place), row);
      }
      ahead.begin().start(rank[from], 0, 0);
      const {cost} = onwards.run(ahead);
      for (let to = 0; to < nodeCount; to++, cells++) {
        const expected = least[from * nodeCount + to];
        if (row[to] !== expected || cost[rank[to]] !== swept(expected)) throw new Error(`${from} to ${to}: ${row[to]}`);
      }
    }
  });
  expect(cells).toBeGreaterThan(GRAPHS);
});

/** What a sweep makes of a packed cost. */
function swept(packed: number): number {
  return packed === Infinity ? FAR : firstMeasure(packed);
}

test('arcs lead up, and down, to higher places alone', () => {
  let arcs = 0;
  everyGraph((_random, {rank, firstUp, upHead, firstDown, downTail}) => {
    for (let low = 0; low < rank.length; low++) {
      for (const high of [
        ...upHead.subarray(firstUp[low], firstUp[low + 1]),
        ...downTail.subarray(firstDown[low], firstDown[low + 1]),
      ]) {
        if (high <= low) throw new Error(`${low} leads to ${high}`);
        arcs++;
      }
    }
  }, 500);
  expect(arcs).toBeGreaterThan(500);
});

function everyGraph(
  holds: (random: RandomGraph, hierarchy: Hierarchy, least: Float64Array) => void,
  numRuns = GRAPHS,
): void {
  fc.assert(
    fc.property(randomGraph, (random) => {
      holds(random, buildHierarchy(random.graph, {profile: 'CAR', objective: 'FASTEST'}), allCosts(random));
    }),
    {numRuns, seed: SEED},
  );
}

function expectWay({graph, costs}: RandomGraph, from: number, to: number, arcs: readonly number[], cost: number): void {
  let place = from;
  let spent = 0;
  for (const arc of arcs) {
    if (graph.tail[arc] !== place) throw new Error(`arc ${arc} does not leave ${place}`);
    place = graph.head[arc];
    spent += costs[arc];
  }
  if (place !== to || spent !== cost)
    throw new Error(`the way ends at ${place} with ${spent}, not at ${to} with ${cost}`);
}
