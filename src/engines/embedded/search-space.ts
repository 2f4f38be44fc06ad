import type {Hierarchy} from '../../graph/hierarchy/hierarchy.js';
import type {RoadNetwork, SearchGraph} from '../../graph/network.js';
import type {ProfileName} from '../../profiles/profile.js';
import type {Objective} from '../../routing/cost.js';
import {BadUserInput} from '../../routing/errors.js';
import {ArcCosts, type Measure} from '../../graph/arc-costs.js';
import type {EdgeRecords} from './edge-records.js';
import {HierarchySearches} from './hierarchy-searches.js';
import {Labels} from './labels.js';
import {Reached} from './reached.js';
import {Spread} from './spread.js';
import {Stretches} from './stretches.js';

/**
 * What a profile's searches work with: its graph, the costs of its arcs, and labels that one search leaves to the next.
 * A search uses it from start to end without a pause, so one space serves the whole process.
 */
export class SearchSpace {
  private readonly costs = new Map<Measure, ArcCosts>();
  private readonly hierarchySearches = new Map<Objective, HierarchySearches>();
  private ahead?: Labels;
  private behind?: Labels;
  private readonly tailByInArc: Int32Array;
  readonly reached: Reached;
  private readonly spreads = {seconds: new Spread(), metres: new Spread()};
  readonly stretches: Stretches;

  /** @param hierarchies of this graph */
  constructor(
    readonly graph: SearchGraph,
    private readonly hierarchies: readonly Hierarchy[],
    readonly records: EdgeRecords,
  ) {
    this.tailByInArc = Int32Array.from(graph.inArc, (arc) => graph.tail[arc]);
    this.reached = new Reached(graph.nodeCount);
    this.stretches = new Stretches(graph);
  }

  /** The arcs' costs in a measure, computed at first use. */
  costsIn(measure: Measure): ArcCosts {
    let costs = this.costs.get(measure);
    if (!costs) this.costs.set(measure, (costs = new ArcCosts(this.graph, measure)));
    return costs;
  }

  /** The searches by hierarchy; null where an objective has none. */
  searchesFor(objective: Objective): HierarchySearches | null {
    const known = this.hierarchySearches.get(objective);
    if (known) return known;
    const hierarchy = this.hierarchies.find((candidate) => candidate.objective === objective);
    if (!hierarchy) return null;
    const searches = new HierarchySearches(this.graph, this.costsIn(objective), hierarchy, this.records);
    this.hierarchySearches.set(objective, searches);
    return searches;
  }

  /** How far searches with a budget in this measure spread. */
  spreadOf(measure: 'seconds' | 'metres'): Spread {
    return this.spreads[measure];
  }

  /** Cleared labels for a search along the arcs. */
  forwardLabels(costs: ArcCosts): Labels {
    const {nodeCount, firstArc, head} = this.graph;
    this.ahead ??= new Labels(nodeCount);
    return this.ahead.begin({first: firstArc, next: head, cost: costs.byArc, arc: null});
  }

  /** Cleared labels for a search against the arcs. */
  backwardLabels(costs: ArcCosts): Labels {
    const {nodeCount, firstInArc, inArc} = this.graph;
    this.behind ??= new Labels(nodeCount);
    return this.behind.begin({first: firstInArc, next: this.tailByInArc, cost: costs.byInArc, arc: inArc});
  }
}

/** The search spaces of a network, one for each profile, made at first use. */
export class SearchSpaces {
  private readonly byProfile = new Map<ProfileName, SearchSpace>();

  constructor(
    private readonly network: RoadNetwork,
    private readonly records: EdgeRecords,
  ) {}

  of(profile: ProfileName): SearchSpace {
    let space = this.byProfile.get(profile);
    if (!space) {
      const hierarchies = this.network.hierarchies.filter((hierarchy) => hierarchy.profile === profile);
      this.byProfile.set(profile, (space = new SearchSpace(this.graphOf(profile), hierarchies, this.records)));
    }
    return space;
  }

  /** Whether the network was built for the profile. */
  has(profile: ProfileName): boolean {
    return this.network.graphs.some((candidate) => candidate.profile === profile);
  }

  /** @throws BadUserInput the network was built without the profile */
  graphOf(profile: ProfileName): SearchGraph {
    const graph = this.network.graphs.find((candidate) => candidate.profile === profile);
    if (!graph) throw new BadUserInput('profile', `The network was built without the profile ${profile}.`);
    return graph;
  }
}
