import type {Reach, ReachAsk} from '../../routing/engine.js';
import type {ArcCosts} from './arc-costs.js';
import type {Deadline} from './deadline.js';
import {arcsOf, arrivals, departures} from './ends.js';
import type {SearchSpace} from './search-space.js';

/**
 * The stretches that travellers get to from, or come from to, any of the origins: a Dijkstra search bounded by the
 * budget, all origins at once.
 * @throws Timeout the search takes longer than the deadline allows
 */
export function findReach(space: SearchSpace, ask: ReachAsk, deadline: Deadline): Reach {
  const {graph} = space;
  const departing = ask.direction === 'DEPART';
  const unitsOfBudget = ask.measure === 'seconds' ? 1000 : 100;
  const costs = space.costsIn(ask.measure === 'seconds' ? 'milliseconds' : 'centimetres');
  const budget = ask.budget * unitsOfBudget;
  const stretches = new Stretches(unitsOfBudget);

  const labels = departing ? space.forwardLabels(costs) : space.backwardLabels(costs);
  for (const origin of ask.origins) {
    addOwnStretches(stretches, space, costs, origin, departing);
    for (const {place, cost, arc} of (departing ? departures : arrivals)(graph, costs, origin)) {
      if (cost <= budget) labels.start(place, cost, arc);
    }
  }

  // places settle in the order of their costs, so the first entry into a direction of an edge is the least
  const entered = space.directionMarks.clear();
  const {firstArc, firstInArc, inArc, edge, forward, departs} = graph;
  const first = departing ? firstArc : firstInArc;
  while (labels.frontier <= budget) {
    const place = labels.settle(budget);
    if (place < 0) continue;
    deadline.tick();
    const cost = labels.costOf(place);
    for (let slot = first[place]; slot < first[place + 1]; slot++) {
      const arc = departing ? slot : inArc[slot];
      // towards the origins a stretch counts from where a trip may set out on it
      if (edge[arc] < 0 || (!departing && !departs[arc])) continue;
      if (!entered.add(2 * edge[arc] + forward[arc])) continue;
      const rising = (forward[arc] === 1) === departing;
      stretches.add(edge[arc], rising, rising ? 0 : 1, cost, costs.byArc[arc]);
    }
  }
  return stretches.reach();
}

function addOwnStretches(
  stretches: Stretches,
  {graph}: SearchSpace,
  costs: ArcCosts,
  origin: ReachAsk['origins'][number],
  departing: boolean,
): void {
  for (const arc of arcsOf(graph, origin.edge)) {
    if (!graph.departs[arc]) continue;
    stretches.add(origin.edge, (graph.forward[arc] === 1) === departing, origin.fraction, 0, costs.byArc[arc]);
  }
}

class Stretches {
  private readonly edge: number[] = [];
  private readonly rising: number[] = [];
  private readonly entryFraction: number[] = [];
  private readonly entryCost: number[] = [];
  private readonly edgeCost: number[] = [];

  /** @param units whole milliseconds in a second, or centimetres in a metre */
  constructor(private readonly units: number) {}

  /** Costs in whole milliseconds or centimetres. */
  add(edge: number, rising: boolean, entryFraction: number, entryCost: number, edgeCost: number): void {
    this.edge.push(edge);
    this.rising.push(rising ? 1 : 0);
    this.entryFraction.push(entryFraction);
    this.entryCost.push(entryCost / this.units);
    this.edgeCost.push(edgeCost / this.units);
  }

  reach(): Reach {
    return {
      edge: Int32Array.from(this.edge),
      rising: Uint8Array.from(this.rising),
      entryFraction: Float64Array.from(this.entryFraction),
      entryCost: Float64Array.from(this.entryCost),
      edgeCost: Float64Array.from(this.edgeCost),
    };
  }
}
