import type {SearchGraph} from '../../graph/network.js';
import type {Reach} from '../../routing/engine.js';
import {Marks} from './marks.js';

/**
 * Gathers the stretches of a reach: each direction of an edge once, from its least entry, besides those that begin at an
 * origin.
 */
export class Stretches {
  private readonly entered: Marks;
  private readonly entryCost: Float64Array;
  private readonly direction: Int32Array;
  private readonly edgeCost: Float64Array;
  private count = 0;
  private readonly own: {edge: number; rising: boolean; entryFraction: number; edgeCost: number}[] = [];

  constructor(graph: SearchGraph) {
    const directions = 2 * graph.component.length;
    this.entered = new Marks(directions);
    this.entryCost = new Float64Array(directions);
    this.edgeCost = new Float64Array(directions);
    this.direction = new Int32Array(directions);
  }

  /** Forgets the last reach. */
  begin(): this {
    this.entered.clear();
    this.count = 0;
    this.own.length = 0;
    return this;
  }

  /** Adds what lies around an origin, where nothing is spent yet. Costs in whole milliseconds or centimetres. */
  addOwn(edge: number, rising: boolean, entryFraction: number, edgeCost: number): void {
    this.own.push({edge, rising, entryFraction, edgeCost});
  }

  /** Enters an edge at one of its ends. */
  enter(edge: number, rising: boolean, entryCost: number, edgeCost: number): void {
    const direction = 2 * edge + (rising ? 1 : 0);
    if (this.entered.add(direction)) {
      this.direction[this.count++] = direction;
      this.entryCost[direction] = entryCost;
      this.edgeCost[direction] = edgeCost;
    } else if (entryCost < this.entryCost[direction]) {
      this.entryCost[direction] = entryCost;
      this.edgeCost[direction] = edgeCost;
    }
  }

  /** @param units whole milliseconds in a second, or centimetres in a metre */
  reach(units: number): Reach {
    const length = this.own.length + this.count;
    const reach = {
      edge: new Int32Array(length),
      rising: new Uint8Array(length),
      entryFraction: new Float64Array(length),
      entryCost: new Float64Array(length),
      edgeCost: new Float64Array(length),
    };
    this.own.forEach(({edge, rising, entryFraction, edgeCost}, at) => {
      reach.edge[at] = edge;
      reach.rising[at] = rising ? 1 : 0;
      reach.entryFraction[at] = entryFraction;
      reach.edgeCost[at] = edgeCost / units;
    });
    const {count, direction: directions, entryCost, edgeCost} = this;
    for (let number = 0, at = this.own.length; number < count; number++, at++) {
      const direction = directions[number];
      reach.edge[at] = direction >> 1;
      reach.rising[at] = direction & 1;
      reach.entryFraction[at] = 1 - (direction & 1);
      reach.entryCost[at] = entryCost[direction] / units;
      reach.edgeCost[at] = edgeCost[direction] / units;
    }
    return reach;
  }
}
