import {firstMeasure} from '../../routing/cost.js';
import type {Nodes, SearchGraph} from '../network.js';
import {Climb} from './climb.js';
import type {Hierarchy} from './hierarchy.js';
import {LANES, Sweeps} from './sweeps.js';

/** Nodes of a cell at most, as long as there are no more than so many cells: their bounds grow by the square. */
const CELL_NODES = 128;
const CELL_COUNT = 1024;

/** A division of a network's nodes into compact cells of about equal size. */
export interface Cells {
  readonly count: number;
  /** By node. */
  readonly cellOf: Int32Array;
}

/**
 * Cuts the nodes in two across their longer side, at the median, again and again (a k-d tree's leaves).
 * @param cellNodes nodes of a cell at most
 */
export function cutIntoCells(
  {lon, lat}: Pick<Nodes, 'lon' | 'lat'>,
  cellNodes = Math.max(CELL_NODES, Math.ceil(lon.length / CELL_COUNT)),
): Cells {
  const cellOf = new Int32Array(lon.length);
  let count = 0;
  const parts = [Int32Array.from(lon.keys())];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (part.length <= cellNodes) {
      for (const node of part) cellOf[node] = count;
      count++;
      continue;
    }
    const width = extent(part, lon) * Math.cos((lat[part[0]] * Math.PI) / 180);
    const axis = width > extent(part, lat) ? lon : lat;
    part.sort((a, b) => axis[a] - axis[b]);
    const middle = part.length >> 1;
    parts.push(part.subarray(middle), part.subarray(0, middle));
  }
  return {count, cellOf};
}

/** What lies beyond any way between two cells: row by row, 2^31 - 1 where there is none. */
export const NO_WAY = 2 ** 31 - 1;

/**
 * The least time from any place of each cell to any place of each other: what no way between them is below.
 * @param hierarchy of FASTEST
 * @param roadNode  by place
 * @returns         whole milliseconds, row by row (from)
 */
export function leastTimes(hierarchy: Hierarchy, roadNode: Int32Array, {count, cellOf}: Cells): Int32Array {
  const {rank} = hierarchy;
  const cellByRank = new Int32Array(rank.length);
  const ranksOf: number[][] = Array.from({length: count}, () => []);
  for (let place = 0; place < rank.length; place++) {
    const cell = cellOf[roadNode[place]];
    cellByRank[rank[place]] = cell;
    ranksOf[cell].push(rank[place]);
  }
  const climb = new Climb(hierarchy, 'onwards');
  const sweeps = new Sweeps(hierarchy);
  const times = new Int32Array(count * count);
  const least = new Float64Array(count * LANES);
  for (let firstCell = 0; firstCell < count; firstCell += LANES) {
    const lanes = Math.min(LANES, count - firstCell);
    sweeps.begin();
    for (let lane = 0; lane < lanes; lane++) {
      climb.begin();
      for (const start of ranksOf[firstCell + lane]) climb.start(start, 0, 0);
      sweeps.climb(climb, lane);
    }
    sweeps.descend();
    leastByCell(sweeps.cost, cellByRank, least.fill(Infinity));
    for (let lane = 0; lane < lanes; lane++) {
      const row = (firstCell + lane) * count;
      for (let to = 0; to < count; to++) times[row + to] = Math.min(NO_WAY, firstMeasure(least[to * LANES + lane]));
    }
  }
  return times;
}

/** @param cost,least by rank, by cell, and in each by lane */
function leastByCell(cost: Float64Array, cellByRank: Int32Array, least: Float64Array): void {
  for (let rank = 0; rank < cellByRank.length; rank++) {
    const at = rank * LANES;
    const cell = cellByRank[rank] * LANES;
    for (let lane = 0; lane < LANES; lane++) {
      if (cost[at + lane] < least[cell + lane]) least[cell + lane] = cost[at + lane];
    }
  }
}

/**
 * Bounds that hold for the head of an arc as well as for its tail: the least of a cell's own and those of the cells that
 * arcs lead to from it.
 * @param bounds row by row (from)
 */
export function oneArcEarlier(bounds: Int32Array, graph: CellArcs, {count, cellOf}: Cells): Int32Array {
  const earlier = bounds.slice();
  const seen = new Uint8Array(count * count);
  for (let arc = 0; arc < graph.arcCount; arc++) {
    const from = cellOf[graph.roadNode[graph.tail[arc]]];
    const next = cellOf[graph.roadNode[graph.head[arc]]];
    if (from === next || seen[from * count + next]) continue;
    seen[from * count + next] = 1;
    for (let to = 0; to < count; to++) {
      const bound = bounds[next * count + to];
      if (bound < earlier[from * count + to]) earlier[from * count + to] = bound;
    }
  }
  return earlier;
}

/** What tells which cells an arc joins. */
export type CellArcs = Pick<SearchGraph, 'arcCount' | 'tail' | 'head' | 'roadNode'>;

function extent(part: Int32Array, values: Float64Array): number {
  let least = Infinity;
  let most = -Infinity;
  for (const node of part) {
    least = Math.min(least, values[node]);
    most = Math.max(most, values[node]);
  }
  return most - least;
}
