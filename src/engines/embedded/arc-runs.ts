import {appendRun} from '../../graph/hierarchy/append-run.js';
import type {Hierarchy} from '../../graph/hierarchy/hierarchy.js';
import type {SearchGraph} from '../../graph/network.js';
import type {EdgeRecord, EdgeRun} from '../../routing/engine.js';
import type {EdgeRecords} from './edge-records.js';

/** Arcs of the runs that are kept: with the texts of their lines, some tens of megabytes. A city needs a fraction of it. */
const KEPT_ARCS = 500_000;

/** The edges of some arcs of the search graph in a row, which are looked up when they are asked for. */
export class ArcRun implements EdgeRun {
  written: (string | undefined)[] | undefined = undefined;

  constructor(
    private readonly graph: SearchGraph,
    private readonly records: EdgeRecords,
    /** Turns at dead ends among them. */
    readonly arcs: readonly number[],
  ) {}

  each(visit: (edge: EdgeRecord, forward: boolean) => void): void {
    const {graph, records} = this;
    for (const arc of this.arcs) {
      if (graph.edge[arc] >= 0) visit(records.get(graph.edge[arc]), graph.forward[arc] === 1);
    }
  }
}

/**
 * The runs that a hierarchy's arcs stand for. They are kept: the paths of a city go by the same 70,000 of them, which
 * make up nearly all that they travel.
 */
export class ArcRuns {
  /** By arc of the hierarchy. */
  private kept: (ArcRun | undefined)[] = [];
  private keptArcs = 0;

  constructor(
    private readonly graph: SearchGraph,
    private readonly hierarchy: Hierarchy,
    private readonly records: EdgeRecords,
    private readonly mostArcs = KEPT_ARCS,
  ) {}

  /** @param arcs of the hierarchy, in order of travel */
  of(arcs: ArrayLike<number>): ArcRun[] {
    const runs = new Array<ArcRun>(arcs.length);
    for (let place = 0; place < arcs.length; place++) runs[place] = this.kept[arcs[place]] ?? this.keep(arcs[place]);
    return runs;
  }

  private keep(arc: number): ArcRun {
    const {hierarchy} = this;
    const arcs: number[] = [];
    appendRun(hierarchy, arc, arcs);
    if (this.keptArcs === 0 || this.keptArcs + arcs.length > this.mostArcs) {
      this.kept = new Array<ArcRun | undefined>(hierarchy.arcCount + hierarchy.firstRun.length - 1);
      this.keptArcs = 0;
    }
    this.keptArcs += arcs.length;
    return (this.kept[arc] = new ArcRun(this.graph, this.records, arcs));
  }
}
