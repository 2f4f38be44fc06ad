import FlatQueue from 'flatqueue';
import type {RoadNetwork, SearchGraph} from '../../src/graph/network.js';

/** A plain Dijkstra over a search graph from the nearest of some places: milliseconds to each, and the arc into it. */
export function millisecondsFrom(graph: SearchGraph, ...origins: number[]): {cost: Float64Array; byArc: Int32Array} {
  const cost = new Float64Array(graph.nodeCount).fill(Infinity);
  const byArc = new Int32Array(graph.nodeCount).fill(-1);
  const queue = new FlatQueue<number>();
  for (const origin of origins) {
    cost[origin] = 0;
    queue.push(origin, 0);
  }
  for (
    let at = queue.peekValue(), place = queue.pop();
    place !== undefined;
    at = queue.peekValue(), place = queue.pop()
  ) {
    if (at! > cost[place]) continue;
    for (let arc = graph.firstArc[place]; arc < graph.firstArc[place + 1]; arc++) {
      const next = cost[place] + Math.round(graph.seconds[arc] * 1000);
      if (next >= cost[graph.head[arc]]) continue;
      cost[graph.head[arc]] = next;
      byArc[graph.head[arc]] = arc;
      queue.push(graph.head[arc], next);
    }
  }
  return {cost, byArc};
}

/** The arc by which a trip leaves that starts on an edge in a direction; -1 where that direction is closed. */
export function departingArc(graph: SearchGraph, edge: number, forward: boolean): number {
  return arcsAlong(graph, edge, forward).find((arc) => graph.departs[arc] === 1) ?? -1;
}

/** All copies of an edge in a direction. */
export function arcsAlong(graph: SearchGraph, edge: number, forward: boolean): number[] {
  return Array.from(graph.edgeArc.subarray(graph.firstEdgeArc[edge], graph.firstEdgeArc[edge + 1])).filter(
    (arc) => graph.forward[arc] === Number(forward),
  );
}

/**
 * The best way of a trip that starts on one road and ends on another, both of one edge, as the roads' ids; `-id` is a
 * road travelled against its vertices and `turn` one at a dead end. Start and end count whole.
 * @param from, to  road ids; with a leading `-` in that direction, with `+` in the other, else in either
 */
export function bestTrip(
  network: RoadNetwork,
  from: string,
  to: string,
  profile = 0,
): {trip: string; seconds: number} | null {
  const graph = network.graphs[profile];
  let best: {trip: string; seconds: number} | null = null;
  for (const [fromEdge, fromForward] of directionsOf(network, from)) {
    const start = departingArc(graph, fromEdge, fromForward);
    if (start < 0) continue;
    const {cost, byArc} = millisecondsFrom(graph, graph.head[start]);
    for (const [toEdge, toForward] of directionsOf(network, to)) {
      for (const end of arcsAlong(graph, toEdge, toForward)) {
        const milliseconds = cost[graph.tail[end]] + Math.round((graph.seconds[start] + graph.seconds[end]) * 1000);
        if (milliseconds === Infinity || (best && milliseconds / 1000 >= best.seconds)) continue;
        const arcs = [end];
        for (let arc = byArc[graph.tail[end]]; arc >= 0; arc = byArc[graph.tail[arc]]) arcs.unshift(arc);
        best = {
          trip: [start, ...arcs].map((arc) => nameOf(network, graph, arc)).join(' '),
          seconds: milliseconds / 1000,
        };
      }
    }
  }
  return best;
}

/** The edges of a road, in order. */
export function edgesOf(network: RoadNetwork, id: string): number[] {
  const {edges} = network;
  return Array.from(edges.sourceId.keys()).filter((edge) => edges.strings.get(edges.sourceId[edge]) === id);
}

function directionsOf(network: RoadNetwork, name: string): [edge: number, forward: boolean][] {
  const id = name.replace(/^[-+]/, '');
  return edgesOf(network, id).flatMap((edge): [number, boolean][] => {
    if (name.startsWith('-')) return [[edge, false]];
    if (name.startsWith('+')) return [[edge, true]];
    return [
      [edge, true],
      [edge, false],
    ];
  });
}

function nameOf({edges}: RoadNetwork, graph: SearchGraph, arc: number): string {
  const edge = graph.edge[arc];
  if (edge < 0) return 'turn';
  return `${graph.forward[arc] ? '' : '-'}${edges.strings.get(edges.sourceId[edge])}`;
}
