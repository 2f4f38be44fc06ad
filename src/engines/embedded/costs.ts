import type {Costs, CostsAsk, Snap} from '../../routing/engine.js';
import type {Deadline} from './deadline.js';
import {arrivals, departures, directStretch, type End} from './ends.js';
import type {Labels} from './labels.js';
import {Marks} from './marks.js';
import type {SearchSpace} from './search-space.js';

/**
 * Best costs between places in mid-edge, by the hierarchy of the objective or without one by Dijkstra searches.
 * @param pause gives others their turn between two searches, which may use the same space meanwhile
 * @throws Timeout the searches take longer than the deadline allows
 */
export function findCosts(
  space: SearchSpace,
  ask: CostsAsk,
  deadline: Deadline,
  pause: () => Promise<void>,
): Costs | Promise<Costs> {
  const searches = space.searchesFor(ask.objective);
  if (searches === null) return findCostsWithoutHierarchy(space, ask, deadline, pause);
  return {cost: searches.matrix(ask.origins, ask.destinations, deadline)};
}

/**
 * One Dijkstra search from each origin, or against the direction of travel from each destination where those are fewer,
 * until nothing left to settle can better any of the other side.
 */
async function findCostsWithoutHierarchy(
  space: SearchSpace,
  {objective, origins, destinations}: CostsAsk,
  deadline: Deadline,
  pause: () => Promise<void>,
): Promise<Costs> {
  const {graph} = space;
  const costs = space.costsIn(objective);
  const onwards = origins.length <= destinations.length;
  const [roots, others] = onwards ? [origins, destinations] : [destinations, origins];
  const leaves = (snap: Snap) => (onwards ? departures : arrivals)(graph, costs, snap);
  const enters = (snap: Snap) => (onwards ? arrivals : departures)(graph, costs, snap);
  const targets = new Targets(others.map(enters), new Marks(graph.nodeCount));

  const cost = new Float64Array(origins.length * destinations.length);
  for (const [row, root] of roots.entries()) {
    if (row > 0) await pause();
    const labels = onwards ? space.forwardLabels(costs) : space.backwardLabels(costs);
    for (const end of leaves(root)) labels.start(end.place, end.cost, end.arc);
    const direct = others.map(
      (other) => (onwards ? directStretch(graph, costs, root, other) : directStretch(graph, costs, other, root))?.cost,
    );
    const best = searchTargets(
      labels,
      targets,
      Float64Array.from(direct, (known) => known ?? Infinity),
      deadline,
    );
    best.forEach((value, column) => {
      cost[onwards ? row * destinations.length + column : column * destinations.length + row] = value;
    });
  }
  return {cost};
}

const noTargets: readonly {readonly target: number; readonly cost: number}[] = [];

/** Where the searches may end: the places at which the other side's ends hang. */
class Targets {
  private readonly byPlace = new Map<number, {readonly target: number; readonly cost: number}[]>();

  constructor(
    ends: readonly (readonly End[])[],
    private readonly marks: Marks,
  ) {
    ends.forEach((endsOfOne, target) => {
      for (const {place, cost} of endsOfOne) {
        if (marks.add(place)) this.byPlace.set(place, []);
        this.byPlace.get(place)?.push({target, cost});
      }
    });
  }

  /** The targets that hang at a place, with the cost of the last part. */
  at(place: number) {
    return this.marks.has(place) ? this.byPlace.get(place) : undefined;
  }
}

/** @param best by target, what is known already; bettered in place */
function searchTargets(labels: Labels, targets: Targets, best: Float64Array, deadline: Deadline): Float64Array {
  let bound = greatest(best);
  while (labels.frontier < bound) {
    const place = labels.settle(bound);
    if (place < 0) continue;
    deadline.tick();
    for (const {target, cost} of targets.at(place) ?? noTargets) {
      const total = labels.costOf(place) + cost;
      if (total >= best[target]) continue;
      const wasWorst = best[target] === bound;
      best[target] = total;
      if (wasWorst) bound = greatest(best);
    }
  }
  return best;
}

function greatest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}
