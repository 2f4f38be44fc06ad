import type {ArcCosts} from '../../graph/arc-costs.js';
import {FAR} from '../../graph/hierarchy/sweep.js';
import type {Reach, ReachAsk} from '../../routing/engine.js';
import type {Deadline} from './deadline.js';
import {arcsOf, arrivals, departures} from './ends.js';
import type {Reached} from './reached.js';
import type {SearchSpace} from './search-space.js';
import type {Stretches} from './stretches.js';

/**
 * A Dijkstra search that has settled this share of all places has cost as much as a sweep over all of them (Porto by car:
 * 1.3 ms each; `npm run bench -- targets` holds the searches against each other).
 */
const SHARE_WORTH_A_SWEEP = 1 / 10;

/**
 * The stretches that travellers get to from, or come from to, any of the origins, all origins at once: by a Dijkstra
 * search bounded by the budget, or where that grows wide or is likely to, and there is a hierarchy, by a sweep over it.
 * @throws Timeout the search takes longer than the deadline allows
 */
export function findReach(space: SearchSpace, ask: ReachAsk, deadline: Deadline): Reach {
  const departing = ask.direction === 'DEPART';
  const units = ask.measure === 'seconds' ? 1000 : 100;
  const costs = space.costsIn(ask.measure === 'seconds' ? 'milliseconds' : 'centimetres');
  const stretches = space.stretches.begin();
  addOwnStretches(stretches, space, costs, ask.origins, departing);
  const reached = reachedWithin(space, costs, ask, ask.budget * units, deadline);
  addEntries(stretches, space, costs, reached, departing);
  return stretches.reach(units);
}

function reachedWithin(
  space: SearchSpace,
  costs: ArcCosts,
  {origins, direction, measure}: ReachAsk,
  budget: number,
  deadline: Deadline,
): Reached {
  const {graph, reached} = space;
  const departing = direction === 'DEPART';
  const searches = budget < FAR ? space.searchesFor(measure === 'seconds' ? 'FASTEST' : 'SHORTEST') : null;
  const spread = space.spreadOf(measure);
  const most = searches === null ? Infinity : graph.nodeCount * SHARE_WORTH_A_SWEEP;
  const isWide = searches !== null && spread.expected(budget, origins.length) > most;
  if (isWide || !fillByDijkstra()) searches?.reach(origins, departing, budget, reached, deadline);
  // one that came to the network's edge tells of it no more than that it is no less
  if (reached.count < graph.nodeCount / 2 || reached.count > spread.expected(budget, origins.length)) {
    spread.learn(budget, origins.length, reached.count);
  }
  return reached;

  function fillByDijkstra(): boolean {
    const labels = departing ? space.forwardLabels(costs) : space.backwardLabels(costs);
    for (const origin of origins) {
      for (const {place, cost, arc} of (departing ? departures : arrivals)(graph, costs, origin)) {
        if (cost <= budget) labels.start(place, cost, arc);
      }
    }
    return reached.fill(labels, budget, most, deadline);
  }
}

function addOwnStretches(
  stretches: Stretches,
  {graph}: SearchSpace,
  costs: ArcCosts,
  origins: ReachAsk['origins'],
  departing: boolean,
): void {
  for (const origin of origins) {
    for (const arc of arcsOf(graph, origin.edge)) {
      if (!graph.departs[arc]) continue;
      stretches.addOwn(origin.edge, (graph.forward[arc] === 1) === departing, origin.fraction, costs.byArc[arc]);
    }
  }
}

/** Every direction of an edge that leads on from a reached place (arriving: by which a trip may set out to it). */
function addEntries(
  stretches: Stretches,
  {graph}: SearchSpace,
  {byArc}: ArcCosts,
  {count, place: places, cost: spent}: Reached,
  departing: boolean,
): void {
  const {firstArc, firstInArc, inArc, edge, forward, departs} = graph;
  const first = departing ? firstArc : firstInArc;
  for (let number = 0; number < count; number++) {
    const place = places[number];
    for (let slot = first[place]; slot < first[place + 1]; slot++) {
      const arc = departing ? slot : inArc[slot];
      // towards the origins a stretch counts from where a trip may set out on it
      if (edge[arc] < 0 || (!departing && !departs[arc])) continue;
      stretches.enter(edge[arc], (forward[arc] === 1) === departing, spent[number], byArc[arc]);
    }
  }
}
