import type {Climb} from './climb.js';
import type {CrownLabels} from './crown-labels.js';

/** A constant of the module: a global is looked up by name each time in a context of its own, as tests run in. */
const FAR = Infinity;

/** The places of the crown that a climb to it goes on to, at the least cost of any place where it entered. */
export class CrownReach {
  /** Places of the crown (ranks less `floor`) that are reached: the first `count`. */
  readonly places: Int32Array;
  count = 0;
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
    sortByCost(climb);
    for (const rank of climb.entered) {
      const before = climb.costOf(rank);
      // whatever lies beyond was reached at less by way of another
      if (this.costOf(rank - floor) < before) continue;
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

  /** The least cost to a place of the crown, packed; Infinity where it is not reached. */
  costOf(place: number): number {
    return this.best[place];
  }

  /**
   * The arcs of the hierarchy from where the climb entered to a place that is reached, the last one first.
   * @param arcs what they are added to
   * @returns    the rank of where it entered
   */
  wayTo(place: number, arcs: number[]): number {
    const {arc, before, hub, floor} = this.labels;
    let at = this.entry[place];
    for (; arc[at] >= 0; at = before[at]) arcs.push(arc[at]);
    return floor + hub[at];
  }

  private forget(): void {
    for (let at = 0; at < this.count; at++) this.best[this.places[at]] = FAR;
    this.count = 0;
  }
}

/** By insertion: a handful, for which the language's own sort takes more room than time. */
function sortByCost(climb: Climb): void {
  const {entered} = climb;
  for (let sorted = 1; sorted < entered.length; sorted++) {
    const rank = entered[sorted];
    const cost = climb.costOf(rank);
    let at = sorted;
    for (; at > 0 && climb.costOf(entered[at - 1]) > cost; at--) entered[at] = entered[at - 1];
    entered[at] = rank;
  }
}
