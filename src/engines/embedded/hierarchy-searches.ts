import {Buckets} from '../../graph/hierarchy/buckets.js';
import {Climb} from '../../graph/hierarchy/climb.js';
import type {Hierarchy} from '../../graph/hierarchy/hierarchy.js';
import {PathSearch} from '../../graph/hierarchy/path-search.js';
import {Sweep} from '../../graph/hierarchy/sweep.js';
import type {SearchGraph} from '../../graph/network.js';
import type {Snap} from '../../routing/engine.js';
import type {ArcCosts} from '../../graph/arc-costs.js';
import {ArcRuns} from './arc-runs.js';
import type {Deadline} from './deadline.js';
import type {EdgeRecords} from './edge-records.js';
import {arrivals, departures, directStretch, type PlaceOnEdge} from './ends.js';
import type {Reached} from './reached.js';
import {SearchedPath} from './searched-path.js';

/** What a search of a path found, in numbers that all who opened the network understand. */
export interface FoundWay {
  /** Packed, see src/routing/cost.ts. */
  readonly cost: number;
  /** The arc of the search graph that is travelled from the start on. */
  readonly first: number;
  /** Arcs of the hierarchy, in order of travel; null where the first arc is the last. */
  readonly between: ArrayLike<number> | null;
  /** The arc of the search graph that is travelled up to the end. */
  readonly last: number;
}

/** The searches of one weighting that its hierarchy answers; one search at a time. */
export class HierarchySearches {
  private readonly ahead: Climb;
  private readonly behind: Climb;
  private readonly paths: PathSearch;
  private readonly runs: ArcRuns;
  private readonly buckets: Buckets;
  private sweepOnwards?: Sweep;
  private sweepAgainst?: Sweep;

  constructor(
    private readonly graph: SearchGraph,
    private readonly costs: ArcCosts,
    private readonly hierarchy: Hierarchy,
    private readonly records: EdgeRecords,
  ) {
    this.ahead = new Climb(hierarchy, 'onwards');
    this.behind = new Climb(hierarchy, 'against');
    this.paths = new PathSearch(hierarchy, this.ahead, this.behind);
    this.runs = new ArcRuns(graph, hierarchy, records);
    this.buckets = new Buckets(hierarchy.rank.length);
  }

  /** The best path; null where there is none. */
  path(from: Snap, to: Snap, deadline: Deadline): SearchedPath | null {
    const way = this.way(from, to, deadline);
    return way && this.pathOf(way);
  }

  /** The same, found and no more. @throws Timeout */
  way(from: PlaceOnEdge, to: PlaceOnEdge, deadline: Deadline): FoundWay | null {
    const {graph, costs, paths} = this;
    paths.begin();
    this.startFrom(from);
    this.startTo(to);
    const direct = directStretch(graph, costs, from, to);
    const found = paths.find(direct?.cost ?? Infinity, () => deadline.tick());
    if (found === null) return direct && {cost: direct.cost, first: direct.arc, between: null, last: direct.arc};
    const between: number[] = [];
    const [first, last] = found.way(between);
    return {cost: found.cost, first, between, last};
  }

  /** What was found, here or by another thread, as a path. */
  pathOf({cost, first, between, last}: FoundWay): SearchedPath {
    return new SearchedPath(cost, this.graph, this.records, first, between && this.runs.of(between), last);
  }

  /** Best costs, row by row (origin by origin), packed; Infinity where there is no way. */
  matrix(origins: readonly Snap[], destinations: readonly Snap[], deadline: Deadline): Float64Array {
    const {graph, costs, buckets} = this;
    buckets.clear();
    destinations.forEach((destination, target) => {
      const behind = this.climbTo(destination);
      while (behind.frontier < Infinity) {
        const place = behind.settle();
        if (place < 0) continue;
        deadline.tick();
        buckets.leave(place, target, behind.costOf(place));
      }
    });
    const matrix = new Float64Array(origins.length * destinations.length);
    origins.forEach((origin, row) => {
      const best = matrix.subarray(row * destinations.length, (row + 1) * destinations.length);
      destinations.forEach((destination, target) => {
        best[target] = directStretch(graph, costs, origin, destination)?.cost ?? Infinity;
      });
      const ahead = this.climbFrom(origin);
      while (ahead.frontier < Infinity) {
        const place = ahead.settle();
        if (place < 0) continue;
        deadline.tick();
        buckets.collect(place, ahead.costOf(place), best);
      }
    });
    return matrix;
  }

  /**
   * The places within a budget of any of the origins.
   * @param budget  of the objective's own measure, whole milliseconds or centimetres, below the sweep's `FAR`
   * @param reached filled
   */
  reach(origins: readonly Snap[], departing: boolean, budget: number, reached: Reached, deadline: Deadline): void {
    const climb = departing ? this.climbFrom(...origins) : this.climbTo(...origins);
    const {cost} = this.sweep(departing).run(climb);
    deadline.check();
    reached.count = 0;
    const {rank} = this.hierarchy;
    // by place, whose arcs then lie beside one another for whoever goes through them
    for (let place = 0; place < rank.length; place++) {
      const spent = cost[rank[place]];
      if (spent <= budget) reached.add(place, spent);
    }
  }

  private sweep(departing: boolean): Sweep {
    if (departing) return (this.sweepOnwards ??= new Sweep(this.hierarchy, 'onwards'));
    return (this.sweepAgainst ??= new Sweep(this.hierarchy, 'against'));
  }

  private climbFrom(...snaps: readonly Snap[]): Climb {
    this.ahead.begin();
    for (const snap of snaps) this.startFrom(snap);
    return this.ahead;
  }

  private climbTo(...snaps: readonly Snap[]): Climb {
    this.behind.begin();
    for (const snap of snaps) this.startTo(snap);
    return this.behind;
  }

  private startFrom(snap: PlaceOnEdge): void {
    const {graph, costs, hierarchy, ahead} = this;
    for (const {place, cost, arc} of departures(graph, costs, snap)) ahead.start(hierarchy.rank[place], cost, arc);
  }

  private startTo(snap: PlaceOnEdge): void {
    const {graph, costs, hierarchy, behind} = this;
    for (const {place, cost, arc} of arrivals(graph, costs, snap)) behind.start(hierarchy.rank[place], cost, arc);
  }
}
