import {AllLabels} from '../../../src/graph/hierarchy/all-labels.js';
import type {Hierarchy} from '../../../src/graph/hierarchy/hierarchy.js';
import {HierarchyArcs} from '../../../src/graph/hierarchy/hierarchy-arcs.js';
import {CopyRows, type NextBuffer} from './copy-rows.js';

export interface LabelTask {
  readonly hierarchy: Hierarchy;
  readonly direction: 'onwards' | 'against';
  /** Whole arcs, or their ids alone. */
  readonly isPacked: boolean;
  /** The network's id, and the hierarchy's place among its weightings. */
  readonly network: number;
  readonly weighting: number;
}

export const labelColumns = 'network, weighting, onwards, place, arcs, tails, heads, costs';

/** The rows of `label` of one weighting and direction, in parts that follow one another in any order. */
export function* labelRows(
  {hierarchy, direction, isPacked, network, weighting}: LabelTask,
  nextBuffer?: NextBuffer,
): Generator<Buffer> {
  const {id, tail, head, cost, placeOf} = new HierarchyArcs(hierarchy, direction);
  const out = new CopyRows(false, nextBuffer);
  for (const {rank, slots} of new AllLabels(hierarchy, direction)) {
    out.row(8);
    out.int32(network);
    out.int16(weighting);
    out.boolean(direction === 'onwards');
    out.int32(placeOf[rank]);
    out.int32ArrayAt(id, slots);
    if (isPacked) {
      out.int32ArrayAt(tail, slots);
      out.int32ArrayAt(head, slots);
      out.float64ArrayAt(cost, slots);
    } else {
      for (let column = 0; column < 3; column++) out.null();
    }
    if (out.isFull) yield out.take();
  }
  yield out.take();
}
