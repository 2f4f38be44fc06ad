import {arcCosts} from '../arc-costs.js';
import {groupByKey} from '../grouping.js';
import {Growable, GrowableInt32} from '../growable.js';
import type {SearchGraph} from '../network.js';
import {Contraction, type ContractionProgress} from './contraction.js';
import type {Hierarchy, Weighting} from './hierarchy.js';
import {NONE, RemainingGraph} from './remaining-graph.js';

/** What a hierarchy is built from: the places and arcs of a search graph. */
export type ContractedGraph = Pick<SearchGraph, 'nodeCount' | 'arcCount' | 'tail' | 'head' | 'seconds' | 'metres'>;

/** Builds the hierarchy of one weighting: seconds of work for a city. */
export function buildHierarchy(
  graph: ContractedGraph,
  weighting: Weighting,
  progress: ContractionProgress = () => {},
): Hierarchy {
  const costs = arcCosts(graph, weighting.objective);
  const remaining = new RemainingGraph(graph.nodeCount, graph.arcCount * 3);
  for (let arc = 0; arc < graph.arcCount; arc++) {
    remaining.offer(graph.tail[arc], graph.head[arc], costs[arc], 1, arc, NONE);
  }
  const contraction = new Contraction(remaining, graph.nodeCount);
  const up = new GrowableInt32();
  const down = new GrowableInt32();
  contraction.run((place) => {
    for (let arc = remaining.firstOut[place]; arc !== NONE; arc = remaining.nextOut[arc]) up.push(arc);
    for (let arc = remaining.firstIn[place]; arc !== NONE; arc = remaining.nextIn[arc]) down.push(arc);
  }, progress);
  const upArcs = up.toArray();
  const downArcs = down.toArray();
  const {rank} = contraction;
  const runs = unpackRuns(remaining, upArcs, downArcs, graph.arcCount);
  const side = (arcs: Int32Array, low: Int32Array, high: Int32Array) => {
    const {first, members} = groupByKey(
      arcs.map((arc) => rank[low[arc]]),
      graph.nodeCount,
    );
    const ordered = members.map((member) => arcs[member]);
    return {
      first,
      other: ordered.map((arc) => rank[high[arc]]),
      cost: Float64Array.from(ordered, (arc) => remaining.cost[arc]),
      arc: ordered.map((arc) => runs.name[arc]),
    };
  };
  const climbing = side(upArcs, remaining.tail, remaining.head);
  const descending = side(downArcs, remaining.head, remaining.tail);
  return {
    ...weighting,
    arcCount: graph.arcCount,
    rank,
    firstUp: climbing.first,
    upHead: climbing.other,
    upCost: climbing.cost,
    upArc: climbing.arc,
    firstDown: descending.first,
    downTail: descending.other,
    downCost: descending.cost,
    downArc: descending.arc,
    firstRun: runs.firstRun,
    runs: runs.runs,
  };
}

/**
 * Names the arcs that stayed: an arc of the search graph by its own number, a shortcut by its place after those, with
 * the run of arcs that it stands for.
 */
function unpackRuns(
  {before, after, hops}: RemainingGraph,
  upArcs: Int32Array,
  downArcs: Int32Array,
  arcCount: number,
): {name: Int32Array; firstRun: Uint32Array; runs: Int32Array} {
  const name = new Int32Array(before.length).fill(NONE);
  const shortcuts = new GrowableInt32();
  const firstRun = new Growable((length) => new Uint32Array(length));
  firstRun.push(0);
  let length = 0;
  for (const arcs of [upArcs, downArcs]) {
    for (const arc of arcs) {
      if (after[arc] === NONE) {
        name[arc] = before[arc];
        continue;
      }
      name[arc] = arcCount + shortcuts.length;
      shortcuts.push(arc);
      firstRun.push((length += hops[arc]));
    }
  }
  const runs = new Int32Array(length);
  let at = 0;
  const stack: number[] = [];
  for (let shortcut = 0; shortcut < shortcuts.length; shortcut++) {
    stack.push(shortcuts.at(shortcut));
    for (let arc = stack.pop(); arc !== undefined; arc = stack.pop()) {
      if (after[arc] === NONE) runs[at++] = before[arc];
      else stack.push(after[arc], before[arc]);
    }
  }
  return {name, firstRun: firstRun.toArray(), runs};
}
