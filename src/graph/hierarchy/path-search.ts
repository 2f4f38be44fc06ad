import {appendRun} from './append-run.js';
import {bestMeeting} from './best-meeting.js';
import type {Climb} from './climb.js';
import {CrownLabels} from './crown-labels.js';
import type {Hierarchy} from './hierarchy.js';

/** Places of the crown. In a city of 100,000 arcs, nine in ten of the places that two climbs settle would lie in it. */
const CROWN = 4096;

/** A constant of the module: a global is looked up by name each time in a context of its own, as tests run in. */
const FAR = Infinity;

/** The cost of a best path, and how to come by its arcs. */
export interface FoundPath {
  /** Packed, see src/routing/cost.ts. */
  readonly cost: number;
  /**
   * Adds the arcs of the search graph between start and end, in order of travel.
   * @returns the origins that the climbs were started with at both ends
   */
  unpack(arcs: number[]): [first: number, last: number];
}

/**
 * Best paths between two places by a climb from each, which go only as far as the crown: from there on, labels of the
 * crown tell how each goes on. They are made at first use, in a tenth of a second, and take some 8 MB.
 */
export class PathSearch {
  private readonly floor: number;
  private onwards?: CrownLabels;
  private against?: CrownLabels;
  /** By place of the crown: the least cost from the start, the entry that says so, and the search that wrote them. */
  private readonly best: Float64Array;
  private readonly entry: Int32Array;
  private readonly stamp: Uint32Array;
  private generation = 0;

  /**
   * @param ahead  climbs onwards; nobody else's between `begin` and the unpacking of what was found
   * @param behind climbs against the direction of travel
   * @param crown  places of the crown
   */
  constructor(
    private readonly hierarchy: Hierarchy,
    private readonly ahead: Climb,
    private readonly behind: Climb,
    crown = CROWN,
  ) {
    const size = Math.min(crown, hierarchy.rank.length);
    this.floor = hierarchy.rank.length - size;
    this.best = new Float64Array(size);
    this.entry = new Int32Array(size);
    this.stamp = new Uint32Array(size);
  }

  /** Forgets the last search; then both climbs are to be started. */
  begin(): void {
    this.ahead.begin(this.floor);
    this.behind.begin(this.floor);
  }

  /**
   * @param bound   paths of this cost or more are not wanted
   * @param settled hears of every place settled; may throw
   * @returns null where no path is below the bound
   */
  find(bound: number, settled: () => void): FoundPath | null {
    const {ahead, behind} = this;
    const low = bestMeeting(ahead, behind, bound, settled);
    const high = this.meetInCrown(low.cost);
    if (high !== null) return high;
    if (low.rank < 0) return null;
    return {cost: low.cost, unpack: (arcs) => [ahead.unpack(low.rank, arcs), behind.unpack(low.rank, arcs)]};
  }

  private meetInCrown(bound: number): FoundPath | null {
    const {hierarchy, floor, ahead, behind, best, entry, stamp} = this;
    if (ahead.entered.length === 0 || behind.entered.length === 0) return null;
    const onwards = (this.onwards ??= new CrownLabels(hierarchy, floor, 'onwards'));
    const against = (this.against ??= new CrownLabels(hierarchy, floor, 'against'));
    const generation = this.nextGeneration();
    for (const rank of ahead.entered) {
      const {first, hub, cost} = onwards;
      const before = ahead.costOf(rank);
      for (let at = first[rank - floor], end = first[rank - floor + 1]; at < end; at++) {
        const place = hub[at];
        const total = before + cost[at];
        if (stamp[place] === generation && total >= best[place]) continue;
        stamp[place] = generation;
        best[place] = total;
        entry[place] = at;
      }
    }
    let least = bound;
    let [from, to] = [-1, -1];
    for (const rank of behind.entered) {
      const {first, hub, cost} = against;
      const after = behind.costOf(rank);
      for (let at = first[rank - floor], end = first[rank - floor + 1]; at < end; at++) {
        const place = hub[at];
        if (stamp[place] !== generation) continue;
        const total = best[place] + cost[at] + after;
        if (total >= least) continue;
        least = total;
        from = entry[place];
        to = at;
      }
    }
    if (from < 0 || least === FAR) return null;
    return {cost: least, unpack: (arcs) => this.unpack(onwards, from, against, to, arcs)};
  }

  private unpack(
    onwards: CrownLabels,
    from: number,
    against: CrownLabels,
    to: number,
    arcs: number[],
  ): [first: number, last: number] {
    const {hierarchy, floor} = this;
    const climbed: number[] = [];
    let at = from;
    for (; onwards.slot[at] >= 0; at = onwards.before[at]) climbed.push(hierarchy.upArc[onwards.slot[at]]);
    const first = this.ahead.unpack(floor + onwards.hub[at], arcs);
    for (let step = climbed.length - 1; step >= 0; step--) appendRun(hierarchy, climbed[step], arcs);
    at = to;
    for (; against.slot[at] >= 0; at = against.before[at]) {
      appendRun(hierarchy, hierarchy.downArc[against.slot[at]], arcs);
    }
    return [first, this.behind.unpack(floor + against.hub[at], arcs)];
  }

  private nextGeneration(): number {
    if (++this.generation > 0xffffffff) {
      this.stamp.fill(0);
      this.generation = 1;
    }
    return this.generation;
  }
}
