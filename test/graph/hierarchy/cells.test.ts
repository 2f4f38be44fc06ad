import fc from 'fast-check';
import {lineLengthMetres} from '../../../src/graph/geodesic.js';
import {buildHierarchy} from '../../../src/graph/hierarchy/build-hierarchy.js';
import {boxDistances} from '../../../src/graph/hierarchy/cell-distances.js';
import {cutIntoCells, leastTimes, NO_WAY, oneArcEarlier} from '../../../src/graph/hierarchy/cells.js';
import {firstMeasure} from '../../../src/routing/cost.js';
import {allCosts, randomGraph} from './random-graph.js';

const degrees = (most: number) => fc.double({min: -most, max: most, noNaN: true});

/** Points of a network up to so many degrees wide and high. */
const points = (extent: number) =>
  fc
    .tuple(
      degrees(180 - extent),
      degrees(80 - extent),
      fc.array(fc.tuple(degrees(extent), degrees(extent)), {minLength: 1, maxLength: 60}),
    )
    .map(([lon, lat, offsets]) => ({
      lon: Float64Array.from(offsets, ([x]) => lon + x),
      lat: Float64Array.from(offsets, ([, y]) => lat + y),
    }));

test('every node lies in a cell, and no cell has more nodes than it may', () => {
  fc.assert(
    fc.property(points(1), fc.integer({min: 1, max: 20}), (nodes, cellNodes) => {
      const {count, cellOf} = cutIntoCells(nodes, cellNodes);
      const sizes = new Array<number>(count).fill(0);
      for (const cell of cellOf) sizes[cell]++;
      expect(cellOf).toHaveLength(nodes.lon.length);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(cellNodes);
      expect(Math.min(...sizes)).toBeGreaterThan(0);
    }),
  );
});

test('however large a network is, it has no more than about a thousand cells', () => {
  const count = 300_000;
  const nodes = {
    lon: Float64Array.from({length: count}, (_, node) => (node % 1000) / 1000),
    lat: Float64Array.from({length: count}, (_, node) => Math.floor(node / 1000) / 1000),
  };
  const cells = cutIntoCells(nodes);
  expect(cells.count).toBeGreaterThan(500);
  expect(cells.count).toBeLessThanOrEqual(1024);
});

test('the boxes of two cells are never farther apart than their nodes', () => {
  fc.assert(
    fc.property(fc.constantFrom(0.05, 2, 7, 60).chain(points), fc.integer({min: 1, max: 4}), (nodes, cellNodes) => {
      const cells = cutIntoCells(nodes, cellNodes);
      const distances = boxDistances(nodes, cells);
      for (let from = 0; from < nodes.lon.length; from += 3) {
        for (let to = 0; to < nodes.lon.length; to += 2) {
          const line = [nodes.lon[from], nodes.lat[from], nodes.lon[to], nodes.lat[to]];
          const bound = distances[cells.cellOf[from] * cells.count + cells.cellOf[to]];
          expect(bound).toBeLessThanOrEqual(100 * lineLengthMetres(Float64Array.from(line)));
        }
      }
    }),
  );
});

test('the time between two cells is the least of any place of one to any of the other, and one arc earlier of no more', () => {
  fc.assert(
    fc.property(randomGraph, fc.integer({min: 1, max: 4}), (random, count) => {
      const {graph} = random;
      const {nodeCount, tail, head} = graph;
      const roadNode = Int32Array.from({length: nodeCount}, (_, place) => place);
      const cells = {count, cellOf: roadNode.map((place) => place % count)};
      const times = leastTimes(buildHierarchy(graph, {profile: 'CAR', objective: 'FASTEST'}), roadNode, cells);
      const earlier = oneArcEarlier(times, {...graph, roadNode}, cells);
      const least = allCosts(random);
      const between = (starts: readonly number[], to: number) => {
        let best = NO_WAY;
        for (const start of starts) {
          for (let end = 0; end < nodeCount; end++) {
            if (cells.cellOf[end] !== to) continue;
            best = Math.min(best, firstMeasure(least[start * nodeCount + end]));
          }
        }
        return best;
      };
      for (let from = 0; from < count; from++) {
        const own = [...roadNode].filter((place) => cells.cellOf[place] === from);
        const next = [...head].filter((_, arc) => cells.cellOf[tail[arc]] === from);
        for (let to = 0; to < count; to++) {
          const bound = between(own, to);
          expect(times[from * count + to]).toBe(bound);
          expect(earlier[from * count + to]).toBeLessThanOrEqual(Math.min(bound, between(next, to)));
        }
      }
    }),
    {numRuns: 300},
  );
});
