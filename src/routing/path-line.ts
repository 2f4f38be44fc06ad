import type {EdgeRecord, Path, Position, Snap} from './engine.js';
import {metresPerDegree} from './plane.js';
import {VertexList, type Vertices} from './vertices.js';

/** Two snaps on one line are told apart by their distance from it above this, metres: more than any rounding. */
const ON_LINE_METRES = 0.05;

/**
 * What a path runs along: from one snap's location over the vertices between to the other's.
 * @param edges of each of the path's arcs, in order
 * @returns two vertices or more, no two in a row the same; two equal ones where the path has no length
 */
export function pathVertices({arcs}: Path, from: Snap, to: Snap, edges: readonly EdgeRecord[]): Vertices {
  const line = new VertexList();
  line.addPosition(from.location);
  for (let index = 0; index < arcs.length; index++) {
    const {forward} = arcs[index];
    const {coordinates} = edges[index];
    const vertexCount = coordinates.length / 2;
    const isFirst = index === 0;
    const isLast = index === arcs.length - 1;
    // the vertices passed are those from `first` to `last`, in the edge's own order
    const entered = isFirst ? segmentOf(coordinates, from) : forward ? -1 : vertexCount - 1;
    const left = isLast ? segmentOf(coordinates, to) : forward ? vertexCount - 1 : -1;
    if (forward) for (let vertex = entered + 1; vertex <= left; vertex++) line.addVertexOf(coordinates, vertex);
    else for (let vertex = entered; vertex > left; vertex--) line.addVertexOf(coordinates, vertex);
  }
  line.addPosition(to.location);
  return line.finish();
}

/**
 * The segment of an edge's line that a snap lies on; where the line comes by the place twice, the one that fits the
 * snap's fraction.
 * @returns the vertex before the snap
 */
function segmentOf(coordinates: Float64Array, {location, fraction}: Snap): number {
  const {metresOff, metresAlong, totalMetres} = feetOn(coordinates, location);
  const nearest = Math.min(...metresOff) + ON_LINE_METRES;
  let best = 0;
  let leastOff = Infinity;
  for (let segment = 0; segment < metresOff.length; segment++) {
    const off = Math.abs(metresAlong[segment] - fraction * totalMetres);
    if (metresOff[segment] > nearest || off >= leastOff) continue;
    leastOff = off;
    best = segment;
  }
  return best;
}

/** The nearest point of each segment of a line: how far away, and how far along the line it is. */
function feetOn(coordinates: Float64Array, [lon, lat]: Position) {
  const plane = metresPerDegree(lat);
  const metresOff: number[] = [];
  const metresAlong: number[] = [];
  let totalMetres = 0;
  for (let i = 0; i + 3 < coordinates.length; i += 2) {
    const x = (coordinates[i] - lon) * plane.lon;
    const y = (coordinates[i + 1] - lat) * plane.lat;
    const alongX = (coordinates[i + 2] - coordinates[i]) * plane.lon;
    const alongY = (coordinates[i + 3] - coordinates[i + 1]) * plane.lat;
    const square = alongX * alongX + alongY * alongY;
    const length = Math.sqrt(square);
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(x * alongX + y * alongY) / square));
    metresOff.push(Math.hypot(x + share * alongX, y + share * alongY));
    metresAlong.push(totalMetres + share * length);
    totalMetres += length;
  }
  return {metresOff, metresAlong, totalMetres};
}
