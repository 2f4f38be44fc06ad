import type {SearchGraph} from '../../graph/network.js';
import type {Path, PathAsk} from '../../routing/engine.js';
import {NoRoute} from '../../routing/errors.js';
import {ArcRun} from './arc-runs.js';
import type {Deadline} from './deadline.js';
import {arrivals, departures, directStretch} from './ends.js';
import type {Labels} from './labels.js';
import {SearchedPath} from './searched-path.js';
import type {SearchSpace} from './search-space.js';

/**
 * The best path between two places in mid-edge: by the hierarchy of the objective, or without one by a Dijkstra search
 * from each end.
 * @throws NoRoute no way leads from one to the other
 * @throws Timeout the search takes longer than the deadline allows
 */
export function findPath(space: SearchSpace, ask: PathAsk, deadline: Deadline): Path {
  const searches = space.searchesFor(ask.objective);
  if (searches === null) return findPathWithoutHierarchy(space, ask, deadline);
  const path = searches.path(ask.from, ask.to, deadline);
  if (path === null) throw new NoRoute();
  return path;
}

/**
 * A Dijkstra search from each end (Nicholson 1966, Pohl 1971) until what they have still to settle adds up to the best
 * meeting, or the stretch of one edge from one end to the other.
 */
function findPathWithoutHierarchy(space: SearchSpace, {objective, from, to}: PathAsk, deadline: Deadline): Path {
  const {graph, records} = space;
  const costs = space.costsIn(objective);
  const ahead = space.forwardLabels(costs);
  const behind = space.backwardLabels(costs);
  for (const {place, cost, arc} of departures(graph, costs, from)) ahead.start(place, cost, arc);
  for (const {place, cost, arc} of arrivals(graph, costs, to)) behind.start(place, cost, arc);
  const direct = directStretch(graph, costs, from, to);
  const meeting = meet(ahead, behind, direct?.cost ?? Infinity, deadline);
  if (meeting.place < 0) {
    if (direct === null) throw new NoRoute();
    return new SearchedPath(direct.cost, graph, records, direct.arc, null, direct.arc);
  }
  const arcs = arcsThrough(graph, ahead, behind, meeting.place);
  const between = [new ArcRun(graph, records, arcs.slice(1, -1))];
  return new SearchedPath(meeting.cost, graph, records, arcs[0], between, arcs[arcs.length - 1]);
}

/** @returns the place where the best path below `bound` passes from one search to the other; -1 for none */
function meet(ahead: Labels, behind: Labels, bound: number, deadline: Deadline): {place: number; cost: number} {
  let best = {place: -1, cost: bound};
  // Each place is compared when it settles on one side, with whatever label it has on the other: of two neighbours on a
  // best path the one that settles last sees the other's label.
  while (ahead.frontier + behind.frontier < best.cost) {
    const [near, far] = ahead.frontier <= behind.frontier ? [ahead, behind] : [behind, ahead];
    const place = near.settle(best.cost);
    if (place < 0) continue;
    deadline.tick();
    const cost = near.costOf(place) + far.costOf(place);
    if (cost < best.cost) best = {place, cost};
  }
  return best;
}

/** Arc ids in order of travel, from a departure to an arrival. */
function arcsThrough({tail, head}: SearchGraph, ahead: Labels, behind: Labels, meeting: number): number[] {
  const arcs: number[] = [];
  let arc = ahead.arcTo(meeting);
  for (; arc >= 0; arc = ahead.arcTo(tail[arc])) arcs.push(arc);
  arcs.push(~arc);
  arcs.reverse();
  for (arc = behind.arcTo(meeting); arc >= 0; arc = behind.arcTo(head[arc])) arcs.push(arc);
  arcs.push(~arc);
  return arcs;
}
