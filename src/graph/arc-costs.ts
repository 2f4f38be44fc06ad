import type {SearchGraph} from './network.js';
import {type Objective, packCost, partOf} from '../routing/cost.js';

/** What a search adds up: a packed objective, or one measure alone in whole milliseconds or centimetres. */
export type Measure = Objective | 'milliseconds' | 'centimetres';

/** The costs of a search graph's arcs in one measure, by arc and by either order of travel. */
export class ArcCosts {
  /** By arc, hence in the order of `firstArc`. */
  readonly byArc: Float64Array;
  /** In the order of `inArc`. */
  readonly byInArc: Float64Array;

  constructor(
    private readonly graph: SearchGraph,
    private readonly measure: Measure,
  ) {
    this.byArc = arcCosts(graph, measure);
    this.byInArc = Float64Array.from(graph.inArc, (arc) => this.byArc[arc]);
  }

  /** The cost of a part of an arc. @param share the part travelled, 0..1 */
  part(arc: number, share: number): number {
    return costOf(
      this.measure,
      partOf(wholeMilliseconds(this.graph, arc), share),
      partOf(wholeCentimetres(this.graph, arc), share),
    );
  }
}

/** The costs of arcs in a measure, by arc. */
export function arcCosts(graph: ArcMeasures & Pick<SearchGraph, 'arcCount'>, measure: Measure): Float64Array {
  const costs = new Float64Array(graph.arcCount);
  for (let arc = 0; arc < costs.length; arc++) {
    costs[arc] = costOf(measure, wholeMilliseconds(graph, arc), wholeCentimetres(graph, arc));
  }
  return costs;
}

type ArcMeasures = Pick<SearchGraph, 'seconds' | 'metres'>;

/** An arc's time, whole milliseconds. */
export function wholeMilliseconds({seconds}: Pick<SearchGraph, 'seconds'>, arc: number): number {
  return Math.floor(seconds[arc] * 1000 + 0.5);
}

/** An arc's length, whole centimetres. */
export function wholeCentimetres({metres}: Pick<SearchGraph, 'metres'>, arc: number): number {
  return Math.floor(metres[arc] * 100 + 0.5);
}

function costOf(measure: Measure, milliseconds: number, centimetres: number): number {
  if (measure === 'milliseconds') return milliseconds;
  if (measure === 'centimetres') return centimetres;
  return packCost(measure, milliseconds, centimetres);
}
