import fc from 'fast-check';
import {arcCosts} from '../../../src/graph/arc-costs.js';
import type {ContractedGraph} from '../../../src/graph/hierarchy/build-hierarchy.js';

/** A graph in which a hierarchy has to find its way, and what its arcs cost. */
export interface RandomGraph {
  readonly graph: ContractedGraph;
  readonly costs: Float64Array;
}

/** Up to 14 places: one-ways, parallel arcs, self-loops, arcs of no cost, islands, many ways of equal cost. */
export const randomGraph: fc.Arbitrary<RandomGraph> = fc
  .integer({min: 1, max: 14})
  .chain((nodeCount) => {
    const place = fc.integer({min: 0, max: nodeCount - 1});
    const small = fc.integer({min: 0, max: 4});
    const arc = fc.tuple(place, place, small, small);
    return fc.tuple(fc.constant(nodeCount), fc.array(arc, {maxLength: 40}));
  })
  .map(([nodeCount, arcs]) => {
    const graph: ContractedGraph = {
      nodeCount,
      arcCount: arcs.length,
      tail: Int32Array.from(arcs, ([tail]) => tail),
      head: Int32Array.from(arcs, ([, head]) => head),
      seconds: Float32Array.from(arcs, ([, , seconds]) => seconds),
      metres: Float32Array.from(arcs, ([, , , metres]) => metres),
    };
    return {graph, costs: arcCosts(graph, 'FASTEST')};
  });

/** Least costs from every place to every other, row by row (Floyd 1962). */
export function allCosts({graph: {nodeCount, tail, head}, costs}: RandomGraph): Float64Array {
  const least = new Float64Array(nodeCount * nodeCount).fill(Infinity);
  for (let place = 0; place < nodeCount; place++) least[place * nodeCount + place] = 0;
  costs.forEach((cost, arc) => {
    const cell = tail[arc] * nodeCount + head[arc];
    least[cell] = Math.min(least[cell], cost);
  });
  for (let by = 0; by < nodeCount; by++) {
    for (let from = 0; from < nodeCount; from++) {
      for (let to = 0; to < nodeCount; to++) {
        const total = least[from * nodeCount + by] + least[by * nodeCount + to];
        if (total < least[from * nodeCount + to]) least[from * nodeCount + to] = total;
      }
    }
  }
  return least;
}
