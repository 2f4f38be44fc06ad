import {boxDistances} from '../../../src/graph/hierarchy/cell-distances.js';
import {type CellArcs, type Cells, leastTimes, oneArcEarlier} from '../../../src/graph/hierarchy/cells.js';
import type {Hierarchy} from '../../../src/graph/hierarchy/hierarchy.js';
import type {Nodes} from '../../../src/graph/network.js';
import {CopyRows, type NextBuffer} from './copy-rows.js';

export interface CellTask {
  readonly cells: Cells;
  readonly nodes: Pick<Nodes, 'lon' | 'lat'>;
  readonly graph: CellArcs;
  /** Of the graph, FASTEST. */
  readonly hierarchy: Hierarchy;
  /** The network's id, and the graph's place among its profiles. */
  readonly network: number;
  readonly profile: number;
}

export const cellColumns = 'network, profile, id, away, towards, apart';

/** The rows of `cell` of one profile, in parts that follow one another in any order. */
export function* cellRows(
  {cells, nodes, graph, hierarchy, network, profile}: CellTask,
  nextBuffer?: NextBuffer,
): Generator<Buffer> {
  const {count} = cells;
  const times = leastTimes(hierarchy, graph.roadNode, cells);
  const timesBefore = oneArcEarlier(times, graph, cells);
  const distances = oneArcEarlier(boxDistances(nodes, cells), graph, cells);
  const out = new CopyRows(false, nextBuffer);
  for (let cell = 0; cell < count; cell++) {
    out.row(6);
    out.int32(network);
    out.int16(profile);
    out.int32(cell);
    out.int32Array(times.subarray(cell * count, (cell + 1) * count));
    out.int32Array(columnOf(timesBefore, cell, count));
    out.int32Array(columnOf(distances, cell, count));
    if (out.isFull) yield out.take();
  }
  yield out.take();
}

function columnOf(table: Int32Array, column: number, count: number): Int32Array {
  const values = new Int32Array(count);
  for (let row = 0; row < count; row++) values[row] = table[row * count + column];
  return values;
}
