import type {SearchGraph} from '../../graph/network.js';
import type {Reach} from '../../routing/engine.js';

/** Numbers of an entry. */
const ENTRY = 3;

/**
 * Gathers the stretches of a reach: each direction of an edge once, from its least entry, besides those that begin at an
 * origin.
 */
export class Stretches {
  /**
   * By direction of an edge, side by side as they are looked at together: the number of the reach that it belongs to, the
   * least cost of an entry, and what the edge costs then.
   */
  private readonly entries: Float64Array;
  /** Of the reaches so far: numbers that a Float64Array holds exactly. */
  private number = 0;
  private readonly direction: Int32Array;
  private count = 0;
  private readonly own: {edge: number; rising: boolean; entryFraction: number; edgeCost: number}[] = [];

  constructor(graph: SearchGraph) {
    const directions = 2 * graph.component.length;
    this.entries = new Float64Array(ENTRY * directions);
    this.direction = new Int32Array(directions);
  }

  /** Forgets the last reach. */
  begin(): this {
    this.number++;
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
    const {entries} = this;
    const direction = 2 * edge + (rising ? 1 : 0);
    const at = ENTRY * direction;
    if (entries[at] !== this.number) {
      entries[at] = this.number;
      this.direction[this.count++] = direction;
    } else if (entryCost >= entries[at + 1]) {
      return;
    }
    entries[at + 1] = entryCost;
    entries[at + 2] = edgeCost;
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
    const {count, direction: directions, entries} = this;
    for (let number = 0, at = this.own.length; number < count; number++, at++) {
      const direction = directions[number];
      reach.edge[at] = direction >> 1;
      reach.rising[at] = direction & 1;
      reach.entryFraction[at] = 1 - (direction & 1);
      reach.entryCost[at] = entries[ENTRY * direction + 1] / units;
      reach.edgeCost[at] = entries[ENTRY * direction + 2] / units;
    }
    return reach;
  }
}
