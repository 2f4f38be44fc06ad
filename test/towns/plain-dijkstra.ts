import type {SearchGraph} from '../../src/graph/network.js';
import {packCost, partOf, type Objective} from '../../src/routing/cost.js';
import type {Snap} from '../../src/routing/engine.js';

interface PlainArc {
  readonly tail: number;
  readonly head: number;
  readonly cost: number;
}

const START = -1;
const END = -2;

/** The packed cost of the best way between two snaps, by a search as plain as can be; Infinity for none. */
export function plainCost(graph: SearchGraph, objective: Objective, from: Snap, to: Snap): number {
  const arcs: PlainArc[] = [];
  for (let arc = 0; arc < graph.arcCount; arc++) {
    const add = (tail: number, head: number, share: number) => {
      const milliseconds = partOf(Math.round(graph.seconds[arc] * 1000), share);
      const centimetres = partOf(Math.round(graph.metres[arc] * 100), share);
      arcs.push({tail, head, cost: packCost(objective, milliseconds, centimetres)});
    };
    const along = (fraction: number) => (graph.forward[arc] ? fraction : 1 - fraction);
    const onStart = graph.edge[arc] === from.edge && graph.departs[arc] === 1;
    const onEnd = graph.edge[arc] === to.edge;
    const between = graph.forward[arc] ? to.fraction - from.fraction : from.fraction - to.fraction;
    add(graph.tail[arc], graph.head[arc], 1);
    if (onStart) add(START, graph.head[arc], graph.forward[arc] ? 1 - from.fraction : from.fraction);
    if (onEnd) add(graph.tail[arc], END, along(to.fraction));
    if (onStart && onEnd && between >= 0) add(START, END, between);
  }
  return dijkstra(arcs, START).get(END) ?? Infinity;
}

/** Least costs from a node (Dijkstra 1959, without a queue). */
function dijkstra(arcs: readonly PlainArc[], start: number): Map<number, number> {
  const settled = new Map<number, number>();
  const open = new Map([[start, 0]]);
  while (open.size > 0) {
    const [node, cost] = [...open].reduce((least, entry) => (entry[1] < least[1] ? entry : least));
    open.delete(node);
    settled.set(node, cost);
    for (const arc of arcs) {
      if (arc.tail !== node || settled.has(arc.head)) continue;
      open.set(arc.head, Math.min(cost + arc.cost, open.get(arc.head) ?? Infinity));
    }
  }
  return settled;
}
