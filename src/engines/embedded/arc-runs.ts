import {appendRun} from '../../graph/hierarchy/append-run.js';
import type {Hierarchy} from '../../graph/hierarchy/hierarchy.js';
import type {SearchGraph} from '../../graph/network.js';
import type {EdgeRecord, EdgeRun} from '../../routing/engine.js';
import type {EdgeRecords} from './edge-records.js';

/** Arcs of the search graph from which on a shortcut's run is worth to be kept. */
const LONG = 6;
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
 * The runs that a hierarchy's arcs stand for. The long ones are kept: the paths of a city go by the same few thousand of
 * them, which make up nine tenths of their arcs.
 */
export class ArcRuns {
  private readonly kept = new Map<number, ArcRun>();
  private keptArcs = 0;

  constructor(
    private readonly graph: SearchGraph,
    private readonly hierarchy: Hierarchy,
    private readonly records: EdgeRecords,
    private readonly mostArcs = KEPT_ARCS,
  ) {}

  /** @param arcs of the hierarchy, in order of travel */
  of(arcs: readonly number[]): ArcRun[] {
    const {graph, hierarchy, records} = this;
    const runs: ArcRun[] = [];
    let short: number[] = [];
    for (const arc of arcs) {
      const long = this.long(arc);
      if (long === null) {
        appendRun(hierarchy, arc, short);
        continue;
      }
      if (short.length > 0) {
        runs.push(new ArcRun(graph, records, short));
        short = [];
      }
      runs.push(long);
    }
    if (short.length > 0) runs.push(new ArcRun(graph, records, short));
    return runs;
  }

  private long(arc: number): ArcRun | null {
    const {arcCount, firstRun, runs} = this.hierarchy;
    if (arc < arcCount) return null;
    const [first, end] = [firstRun[arc - arcCount], firstRun[arc - arcCount + 1]];
    if (end - first < LONG) return null;
    return this.kept.get(arc) ?? this.keep(arc, Array.from(runs.subarray(first, end)));
  }

  private keep(arc: number, arcs: number[]): ArcRun {
    this.keptArcs += arcs.length;
    if (this.keptArcs > this.mostArcs) {
      this.kept.clear();
      this.keptArcs = arcs.length;
    }
    const run = new ArcRun(this.graph, this.records, arcs);
    this.kept.set(arc, run);
    return run;
  }
}
