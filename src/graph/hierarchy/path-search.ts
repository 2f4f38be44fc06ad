import {bestMeeting} from './best-meeting.js';
import {type Climb, reverseFrom} from './climb.js';
import {CrownLabels} from './crown-labels.js';
import {type CrownMeeting, CrownReach} from './crown-reach.js';
import type {Hierarchy} from './hierarchy.js';

/** Places of the crown. In a city of 100,000 arcs, nine in ten of the places that two climbs settle would lie in it. */
const CROWN = 4096;

/** The cost of a best path, and how to come by its arcs. */
export interface FoundPath {
  /** Packed, see src/routing/cost.ts. */
  readonly cost: number;
  /**
   * Adds the arcs of the hierarchy between start and end, in order of travel.
   * @returns the origins that the climbs were started with at both ends
   */
  way(arcs: number[]): [first: number, last: number];
}

/**
 * Best paths between two places by a climb from each, which go only as far as the crown: from there on, labels of the
 * crown tell how each goes on. They are made at first use, in a tenth of a second, and take some 8 MB.
 */
export class PathSearch {
  private readonly floor: number;
  private onwards?: CrownReach;
  private against?: CrownLabels;

  /**
   * @param ahead  climbs onwards; nobody else's between `begin` and the way of what was found
   * @param behind climbs against the direction of travel
   * @param crown  places of the crown
   */
  constructor(
    private readonly hierarchy: Hierarchy,
    private readonly ahead: Climb,
    private readonly behind: Climb,
    crown = CROWN,
  ) {
    this.floor = Math.max(0, hierarchy.rank.length - crown);
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
    return {cost: low.cost, way: (arcs) => [ahead.wayTo(low.rank, arcs), behind.wayTo(low.rank, arcs)]};
  }

  private meetInCrown(bound: number): FoundPath | null {
    const {ahead, behind} = this;
    if (ahead.entered.length === 0 || behind.entered.length === 0) return null;
    const onwards = (this.onwards ??= new CrownReach(this.labels('onwards')));
    const against = (this.against ??= this.labels('against'));
    onwards.goOnFrom(ahead);
    const meeting = onwards.meet(behind, against, bound);
    if (meeting === null) return null;
    return {cost: meeting.cost, way: (arcs) => this.wayBy(onwards.labels, against, meeting, arcs)};
  }

  private labels(direction: 'onwards' | 'against'): CrownLabels {
    return new CrownLabels(this.hierarchy, this.floor, direction);
  }

  private wayBy(
    onwards: CrownLabels,
    against: CrownLabels,
    meeting: CrownMeeting,
    arcs: number[],
  ): [first: number, last: number] {
    const {ahead, behind} = this;
    const up: number[] = [];
    const first = ahead.wayTo(onwards.wayTo(meeting.onwards, up), arcs);
    reverseFrom(up, 0);
    for (const arc of up) arcs.push(arc);
    return [first, behind.wayTo(against.wayTo(meeting.against, arcs), arcs)];
  }
}
