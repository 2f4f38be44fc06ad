import type {Climb} from './climb.js';
import type {CrownLabels} from './crown-labels.js';

/** A constant of the module: a global is looked up by name each time in a context of its own, as tests run in. */
const FAR = Infinity;

/** Where a path passes from what goes on from one end to what goes on from the other. */
export interface CrownMeeting {
  readonly cost: number;
  /** Entries of the labels of either direction, both of which name the place. */
  readonly onwards: number;
  readonly against: number;
}

/** The places of the crown that a climb to it goes on to, at the least cost of any place where it entered. */
export class CrownReach {
  /** Places of the crown (ranks less `floor`) that are reached: the first `count`. */
  private readonly places: Int32Array;
  private count = 0;
  /** By place: the least cost, Infinity for those that are not reached; and the entry that says so. */
  private readonly best: Float64Array;
  private readonly entry: Int32Array;

  constructor(readonly labels: CrownLabels) {
    const size = labels.first.length - 1;
    this.places = new Int32Array(size);
    this.best = new Float64Array(size).fill(FAR);
    this.entry = new Int32Array(size);
  }

  /**
   * Goes on from where a climb entered, as far as there is to go. Of equal ways it keeps the one that entered last: a
   * trip from a dead end's own end sets out along its road, rather than round the end first.
   */
  goOnFrom(climb: Climb): void {
    const {first, hub, cost, floor} = this.labels;
    const {best, entry, places} = this;
    this.forget();
    climb.sortEntered();
    for (const rank of climb.entered) {
      const before = climb.costOf(rank);
      // whatever lies beyond was reached at less by way of another
      if (best[rank - floor] < before) continue;
      for (let at = first[rank - floor], end = first[rank - floor + 1]; at < end; at++) {
        const place = hub[at];
        const total = before + cost[at];
        if (total > best[place]) continue;
        if (best[place] === FAR) places[this.count++] = place;
        best[place] = total;
        entry[place] = at;
      }
    }
  }

  /**
   * Where a climb of the other direction meets what is reached, at the least cost; of equal ways to one place, the one
   * that entered last.
   * @param labels those of the climb's direction
   * @param bound  meetings of this cost or more are not wanted
   * @returns      null where none is below the bound
   */
  meet(climb: Climb, {first, hub, cost, floor}: CrownLabels, bound: number): CrownMeeting | null {
    const {best, entry} = this;
    let least = bound;
    let meeting = -1;
    let against = -1;
    climb.sortEntered();
    for (const rank of climb.entered) {
      const before = climb.costOf(rank);
      if (before > least) break;
      for (let at = first[rank - floor], end = first[rank - floor + 1]; at < end; at++) {
        const place = hub[at];
        const total = best[place] + (before + cost[at]);
        if (total > least || (total === least && place !== meeting)) continue;
        least = total;
        meeting = place;
        against = at;
      }
    }
    return meeting < 0 ? null : {cost: least, onwards: entry[meeting], against};
  }

  private forget(): void {
    for (let at = 0; at < this.count; at++) this.best[this.places[at]] = FAR;
    this.count = 0;
  }
}
