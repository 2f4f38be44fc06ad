import {type Objective, packCost, partOf} from '../../../src/routing/cost.js';
import type {SmallArc, SmallNetwork} from './small-network.js';

/** A place in mid-edge. */
export interface Place {
  readonly edge: number;
  readonly fraction: number;
}

/** What a stretch of an arc costs. */
export type Weigh = (milliseconds: number, centimetres: number) => number;

/** The packed cost of the best path by Bellman-Ford over the arcs; Infinity where there is none. */
export function plainCost(network: SmallNetwork, objective: Objective, from: Place, to: Place): number {
  const weigh: Weigh = (milliseconds, centimetres) => packCost(objective, milliseconds, centimetres);
  const spent = relax(
    network.arcs.map((arc) => ({from: arc.tail, to: arc.head, cost: partCost(arc, 1, weigh)})),
    departures(network, from).map(({arc, share}) => ({place: arc.head, cost: partCost(arc, share, weigh)})),
  );
  const costs = network.arcs
    .filter((arc) => arc.edge === to.edge)
    .map(
      (arc) => (spent.get(arc.tail) ?? Infinity) + partCost(arc, arc.forward ? to.fraction : 1 - to.fraction, weigh),
    );
  if (from.edge === to.edge) {
    for (const {arc} of departures(network, from)) {
      const share = arc.forward ? to.fraction - from.fraction : from.fraction - to.fraction;
      if (share >= 0) costs.push(partCost(arc, share, weigh));
    }
  }
  return Math.min(Infinity, ...costs);
}

/** A stretch that was entered: edge, rising, entry fraction, entry cost, edge cost; the least entry cost of each. */
export type Stretch = readonly [edge: number, rising: number, fraction: number, entry: number, cost: number];

/** What is reached within a budget (in what `weigh` gives), by Bellman-Ford. */
export function plainReach(
  network: SmallNetwork,
  origins: readonly Place[],
  arrive: boolean,
  weigh: Weigh,
  budget: number,
): Stretch[] {
  const starts = origins.flatMap((origin) =>
    arrive
      ? network.arcs
          .filter((arc) => arc.edge === origin.edge)
          .map((arc) => {
            const share = arc.forward ? origin.fraction : 1 - origin.fraction;
            return {place: arc.tail, cost: partCost(arc, share, weigh)};
          })
      : departures(network, origin).map(({arc, share}) => ({place: arc.head, cost: partCost(arc, share, weigh)})),
  );
  const spent = relax(
    network.arcs.map((arc) => ({
      from: arrive ? arc.head : arc.tail,
      to: arrive ? arc.tail : arc.head,
      cost: partCost(arc, 1, weigh),
    })),
    starts,
  );
  const stretches = new Map<string, Stretch>();
  for (const arc of network.arcs) {
    const entry = spent.get(arrive ? arc.head : arc.tail) ?? Infinity;
    if (arc.edge === null || entry > budget || (arrive && !arc.departs)) continue;
    const rising = Number(arc.forward !== arrive);
    const known = stretches.get(`${arc.edge} ${rising}`);
    if (known && known[3] <= entry) continue;
    stretches.set(`${arc.edge} ${rising}`, [arc.edge, rising, 1 - rising, entry, partCost(arc, 1, weigh)]);
  }
  const own = origins.flatMap((origin) =>
    departures(network, origin).map(({arc}): Stretch => [
      origin.edge,
      Number(arc.forward !== arrive),
      origin.fraction,
      0,
      partCost(arc, 1, weigh),
    ]),
  );
  return [...stretches.values(), ...own];
}

function departures(network: SmallNetwork, from: Place): {arc: SmallArc; share: number}[] {
  return network.arcs
    .filter((arc) => arc.edge === from.edge && arc.departs)
    .map((arc) => ({arc, share: arc.forward ? 1 - from.fraction : from.fraction}));
}

/** What a part of an arc costs. */
export function partCost(arc: SmallArc, share: number, weigh: Weigh): number {
  return weigh(partOf(arc.milliseconds, share), partOf(arc.centimetres, share));
}

/** Least cost of each place: every arc again and again, until nothing gets better. */
function relax(
  arcs: readonly {from: number; to: number; cost: number}[],
  starts: readonly {place: number; cost: number}[],
): Map<number, number> {
  const spent = new Map<number, number>();
  const better = (place: number, cost: number) => {
    if (cost >= (spent.get(place) ?? Infinity)) return false;
    spent.set(place, cost);
    return true;
  };
  for (const {place, cost} of starts) better(place, cost);
  while (arcs.filter(({from, to, cost}) => better(to, (spent.get(from) ?? Infinity) + cost)).length > 0);
  return spent;
}
