import FlatQueue from 'flatqueue';
import type {SearchGraph} from './network.js';

/**
 * Least costs from one place to all others by Dijkstra's search alone (1959; lazy deletion): what everything quicker is
 * measured against.
 * @param costs by arc
 * @returns     by place; Infinity where no way leads
 */
export function plainCosts(
  {nodeCount, firstArc, head}: Pick<SearchGraph, 'nodeCount' | 'firstArc' | 'head'>,
  costs: Float64Array,
  from: number,
): Float64Array {
  const best = new Float64Array(nodeCount).fill(Infinity);
  const queue = new FlatQueue<number>();
  best[from] = 0;
  queue.push(from, 0);
  for (let cost = queue.peekValue(); cost !== undefined; cost = queue.peekValue()) {
    const place = queue.pop()!;
    // stale entry: a better one came after it, and the queue cannot remove
    if (cost > best[place]) continue;
    for (let arc = firstArc[place], end = firstArc[place + 1]; arc < end; arc++) {
      const total = cost + costs[arc];
      if (total >= best[head[arc]]) continue;
      best[head[arc]] = total;
      queue.push(head[arc], total);
    }
  }
  return best;
}
