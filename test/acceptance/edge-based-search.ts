import FlatQueue from 'flatqueue';
import {type Objective, packCost, partOf} from '../../src/routing/cost.js';
import type {Snap} from '../../src/routing/engine.js';
import type {Stands} from './stands.js';
import {type Direction, endOf, startOf} from './turns-as-read.js';

/** Best costs by an edge-based Dijkstra (1959) over stands, packed as the engines pack them. */
export class EdgeBasedSearch {
  /** Stands before stand s, as places in `stands.next`: `previous[firstPrevious[s]]` up to `previous[firstPrevious[s + 1]]`. */
  private readonly firstPrevious: Int32Array;
  private readonly previous: Int32Array;
  private readonly before: Int32Array;

  constructor(
    private readonly stands: Stands,
    private readonly objective: Objective,
  ) {
    const {firstNext, next, direction} = stands;
    this.before = new Int32Array(next.length);
    for (let stand = 0; stand < direction.length; stand++)
      this.before.fill(stand, firstNext[stand], firstNext[stand + 1]);
    this.firstPrevious = new Int32Array(direction.length + 1);
    for (const stand of next) this.firstPrevious[stand + 1]++;
    for (let stand = 0; stand < direction.length; stand++) this.firstPrevious[stand + 1] += this.firstPrevious[stand];
    const free = this.firstPrevious.slice();
    this.previous = new Int32Array(next.length);
    next.forEach((stand, step) => (this.previous[free[stand]++] = step));
  }

  /** Cost from a snap until each stand's direction is entered. */
  fromSnap(from: Snap): Float64Array {
    const {stands} = this;
    const cost = new Float64Array(stands.direction.length).fill(Infinity);
    const queue = new FlatQueue<number>();
    const goOn = (stand: number, atEnd: number) => {
      for (let step = stands.firstNext[stand]; step < stands.firstNext[stand + 1]; step++) {
        this.lower(cost, queue, stands.next[step], atEnd + this.turnCost(step));
      }
    };
    for (const direction of [2 * from.edge, 2 * from.edge + 1]) {
      const stand = stands.start[direction];
      if (stand >= 0) goOn(stand, this.costOf(direction, 1 - along(direction, from.fraction)));
    }
    this.settle(queue, cost, (stand, at) => goOn(stand, at + this.costOf(stands.direction[stand], 1)));
    return cost;
  }

  /** Cost from each stand, its direction travelled from its beginning, to a snap. */
  toSnap(to: Snap): Float64Array {
    const {stands} = this;
    const cost = new Float64Array(stands.direction.length).fill(Infinity);
    const queue = new FlatQueue<number>();
    stands.direction.forEach((direction, stand) => {
      if (direction >> 1 !== to.edge) return;
      this.lower(cost, queue, stand, this.costOf(direction, along(direction, to.fraction)));
    });
    this.settle(queue, cost, (stand, at) => {
      for (let place = this.firstPrevious[stand]; place < this.firstPrevious[stand + 1]; place++) {
        const step = this.previous[place];
        const earlier = this.before[step];
        this.lower(cost, queue, earlier, at + this.turnCost(step) + this.costOf(stands.direction[earlier], 1));
      }
    });
    return cost;
  }

  /** Cost between two snaps. @param fromStart of `fromSnap(from)`; @param standsOnEnd those on the edge of `to` */
  between(from: Snap, to: Snap, fromStart: Float64Array, standsOnEnd: readonly number[]): number {
    const costs = standsOnEnd.map((stand) => {
      const direction = this.stands.direction[stand];
      return fromStart[stand] + this.costOf(direction, along(direction, to.fraction));
    });
    for (const direction of [2 * from.edge, 2 * from.edge + 1]) {
      const share = along(direction, to.fraction) - along(direction, from.fraction);
      if (from.edge === to.edge && this.stands.start[direction] >= 0 && share >= 0)
        costs.push(this.costOf(direction, share));
    }
    return Math.min(Infinity, ...costs);
  }

  /** Least cost from a snap to each node. */
  toNodes(from: Snap): Float64Array {
    const {stands} = this;
    const cost = new Float64Array(stands.travel.nodeCount).fill(Infinity);
    const reach = (direction: Direction, at: number) => {
      const node = endOf(stands.travel, direction);
      cost[node] = Math.min(cost[node], at);
    };
    this.fromSnap(from).forEach((at, stand) =>
      reach(stands.direction[stand], at + this.costOf(stands.direction[stand], 1)),
    );
    for (const direction of [2 * from.edge, 2 * from.edge + 1]) {
      if (stands.start[direction] >= 0) reach(direction, this.costOf(direction, 1 - along(direction, from.fraction)));
    }
    return cost;
  }

  /** Least cost from each node to a snap, of a trip that starts at the node. */
  fromNodes(to: Snap): Float64Array {
    const {stands} = this;
    const cost = new Float64Array(stands.travel.nodeCount).fill(Infinity);
    const toEnd = this.toSnap(to);
    stands.start.forEach((stand, direction) => {
      if (stand < 0) return;
      const node = startOf(stands.travel, direction);
      cost[node] = Math.min(cost[node], toEnd[stand]);
    });
    return cost;
  }

  private settle(queue: FlatQueue<number>, cost: Float64Array, leave: (stand: number, at: number) => void): void {
    while (queue.length > 0) {
      const at = queue.peekValue()!;
      const stand = queue.pop()!;
      if (at === cost[stand]) leave(stand, at);
    }
  }

  private lower(cost: Float64Array, queue: FlatQueue<number>, stand: number, to: number): void {
    if (to >= cost[stand]) return;
    cost[stand] = to;
    queue.push(stand, to);
  }

  private turnCost(step: number): number {
    return packCost(this.objective, this.stands.turn[step], 0);
  }

  private costOf(direction: Direction, share: number): number {
    const {seconds, metres} = this.stands.travel;
    const milliseconds = partOf(Math.round(seconds[direction] * 1000), share);
    return packCost(this.objective, milliseconds, partOf(Math.round(metres[direction >> 1] * 100), share));
  }
}

/** A fraction of an edge, from the beginning of a direction. */
function along(direction: Direction, fraction: number): number {
  return direction % 2 === 0 ? fraction : 1 - fraction;
}
