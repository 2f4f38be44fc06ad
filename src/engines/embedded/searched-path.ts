import {wholeCentimetres, wholeMilliseconds} from '../../graph/arc-costs.js';
import type {SearchGraph} from '../../graph/network.js';
import type {Path, PathArc, Travelled, TravelledEdge} from '../../routing/engine.js';
import type {ArcRun} from './arc-runs.js';
import type {EdgeRecords} from './edge-records.js';

/** Keeps what a search found; most answers never ask for the edges one by one, let alone what each takes. */
export class SearchedPath implements Path {
  /**
   * @param cost    packed, see src/routing/cost.ts
   * @param first   the arc that is travelled from the start's fraction on
   * @param between what is travelled as a whole; null where the first arc is the last
   * @param last    the arc that is travelled up to the end's fraction
   */
  constructor(
    readonly cost: number,
    private readonly graph: SearchGraph,
    private readonly records: EdgeRecords,
    private readonly first: number,
    private readonly between: readonly ArcRun[] | null,
    private readonly last: number,
  ) {}

  get edges(): number[] {
    const {edge} = this.graph;
    return this.drivenArcs().map((arc) => edge[arc]);
  }

  get forward(): boolean[] {
    const {forward} = this.graph;
    return this.drivenArcs().map((arc) => forward[arc] === 1);
  }

  get arcs(): PathArc[] {
    return pathArcs(this.graph, this.allArcs());
  }

  get travelled(): Travelled {
    return {first: this.edgeOf(this.first), last: this.edgeOf(this.last), between: this.between};
  }

  private edgeOf(arc: number): TravelledEdge {
    const {edge, forward} = this.graph;
    return {edge: this.records.get(edge[arc]), forward: forward[arc] === 1};
  }

  private allArcs(): number[] {
    if (this.between === null) return [this.first];
    return [this.first, ...this.between.flatMap(({arcs}) => arcs), this.last];
  }

  private drivenArcs(): number[] {
    const {edge} = this.graph;
    return this.allArcs().filter((arc) => edge[arc] >= 0);
  }
}

/** A turn at a dead end becomes time spent before the arc that follows. */
function pathArcs(graph: SearchGraph, arcs: readonly number[]): PathArc[] {
  const path: PathArc[] = [];
  let turnSeconds = 0;
  for (const arc of arcs) {
    const seconds = wholeMilliseconds(graph, arc) / 1000;
    if (graph.edge[arc] < 0) {
      turnSeconds += seconds;
      continue;
    }
    const metres = wholeCentimetres(graph, arc) / 100;
    path.push({edge: graph.edge[arc], forward: graph.forward[arc] === 1, seconds, metres, turnSeconds});
    turnSeconds = 0;
  }
  return path;
}
