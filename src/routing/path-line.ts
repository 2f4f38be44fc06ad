import type {EdgeRecord, EdgeRun, Position, Snap, Travelled, TravelledEdge} from './engine.js';
import {metresPerDegree} from './plane.js';
import {VertexList, type Vertices} from './vertices.js';

/** Two snaps on one line are told apart by their distance from it above this, metres: more than any rounding. */
const ON_LINE_METRES = 0.05;

/** A path with all that its line is drawn from: its edges between two places on the first and the last of them. */
export interface PathOnEdges extends Travelled {
  readonly from: Snap;
  readonly to: Snap;
}

/**
 * @param edges   in order of travel; one or more, each of which ends where the next one starts
 * @param forward of each edge: whether it is travelled from its source to its target
 */
export function travelledOf(edges: readonly EdgeRecord[], forward: readonly boolean[]): Travelled {
  const at = (index: number): TravelledEdge => ({edge: edges[index], forward: forward[index]});
  const last = edges.length - 1;
  if (last === 0) return {first: at(0), last: at(0), between: null};
  const between: EdgeRun = {
    each(visit) {
      for (let index = 1; index < last; index++) visit(edges[index], forward[index]);
    },
  };
  return {first: at(0), last: at(last), between: [between]};
}

/** The records of the edges, in order of travel. */
export function edgesOf({first, last, between}: Travelled): EdgeRecord[] {
  const edges = [first.edge];
  if (between === null) return edges;
  for (const run of between) run.each((edge) => edges.push(edge));
  edges.push(last.edge);
  return edges;
}

/**
 * What a path runs along: from one snap's location over the vertices between to the other's.
 * @returns two vertices or more, no two in a row the same; two equal ones where the path has no length
 */
export function pathVertices({from, to, first, last, between}: PathOnEdges): Vertices {
  const line = new VertexList();
  line.addPosition(from.location);
  if (between === null) {
    addPassed(line, first, from, to);
  } else {
    addPassed(line, first, from, null);
    for (const run of between) run.each((edge, forward) => addPassed(line, {edge, forward}, null, null));
    addPassed(line, last, null, to);
  }
  line.addPosition(to.location);
  return line.finish();
}

/** What a path of one edge runs along; a single vertex where it has no length. */
export function onlyStretch({from, to, first}: PathOnEdges): Vertices {
  const line = new VertexList();
  line.addPosition(from.location);
  addPassed(line, first, from, to);
  line.addPosition(to.location);
  return line.vertices;
}

/** What a path runs along on the first of its edges; a single vertex where it starts at that edge's end. */
export function firstStretch({from, first}: PathOnEdges): Vertices {
  const line = new VertexList();
  line.addPosition(from.location);
  addPassed(line, first, from, null);
  return line.vertices;
}

/** What a path runs along on the last of its edges; a single vertex where it ends as it enters that edge. */
export function lastStretch({to, last}: PathOnEdges): Vertices {
  const line = new VertexList();
  const {coordinates} = last.edge;
  line.addVertexOf(coordinates, last.forward ? 0 : coordinates.length / 2 - 1);
  addPassed(line, last, null, to);
  line.addPosition(to.location);
  return line.vertices;
}

/** An edge from end to end; a single vertex where it has no length. */
export function wholeEdge(edge: EdgeRecord, forward: boolean): Vertices {
  const line = new VertexList();
  addPassed(line, {edge, forward}, null, null);
  return line.vertices;
}

/**
 * The vertices of an edge that a path passes.
 * @param from  where the path starts on it; null: it comes over the edge's end
 * @param to    where the path ends on it; null: it leaves over the edge's end
 */
function addPassed(line: VertexList, {edge, forward}: TravelledEdge, from: Snap | null, to: Snap | null): void {
  const {coordinates} = edge;
  const last = coordinates.length / 2 - 1;
  // those from the one after `entered` to `left`, or against the edge's order from `entered` to the one after `left`
  const entered = from ? segmentOf(coordinates, from) : forward ? -1 : last;
  const left = to ? segmentOf(coordinates, to) : forward ? last : -1;
  if (forward) for (let vertex = entered + 1; vertex <= left; vertex++) line.addVertexOf(coordinates, vertex);
  else for (let vertex = entered; vertex > left; vertex--) line.addVertexOf(coordinates, vertex);
}

/**
 * The segment of an edge's line that a snap lies on; where the line comes by the place twice, the one that fits the
 * snap's fraction.
 * @returns the vertex before the snap
 */
function segmentOf(coordinates: Float64Array, {location, fraction}: Snap): number {
  const totalMetres = findFeet(coordinates, location);
  const segments = coordinates.length / 2 - 1;
  let nearest = Infinity;
  for (let segment = 0; segment < segments; segment++) nearest = Math.min(nearest, metresOff[segment]);
  let best = 0;
  let leastOff = Infinity;
  for (let segment = 0; segment < segments; segment++) {
    const off = Math.abs(metresAlong[segment] - fraction * totalMetres);
    if (metresOff[segment] > nearest + ON_LINE_METRES || off >= leastOff) continue;
    leastOff = off;
    best = segment;
  }
  return best;
}

/** By segment of the line that was looked at last: how far away its nearest point is, and how far along the line. */
const metresOff: number[] = [];
const metresAlong: number[] = [];

/** Finds the nearest point of each segment of a line. @returns the line's length, metres */
function findFeet(coordinates: Float64Array, [lon, lat]: Position): number {
  const plane = metresPerDegree(lat);
  let totalMetres = 0;
  for (let segment = 0; 2 * segment + 3 < coordinates.length; segment++) {
    const i = 2 * segment;
    const x = (coordinates[i] - lon) * plane.lon;
    const y = (coordinates[i + 1] - lat) * plane.lat;
    const alongX = (coordinates[i + 2] - coordinates[i]) * plane.lon;
    const alongY = (coordinates[i + 3] - coordinates[i + 1]) * plane.lat;
    const square = alongX * alongX + alongY * alongY;
    const length = Math.sqrt(square);
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(x * alongX + y * alongY) / square));
    const [footX, footY] = [x + share * alongX, y + share * alongY];
    metresOff[segment] = Math.sqrt(footX * footX + footY * footY);
    metresAlong[segment] = totalMetres + share * length;
    totalMetres += length;
  }
  return totalMetres;
}
