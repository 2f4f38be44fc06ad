import type {EdgeRecord, Path, Position, Snap} from './engine.js';
import {joinPositions} from './line.js';
import {metresPerDegree} from './plane.js';

/** Two snaps on one line are told apart by their distance from it above this, metres: more than any rounding. */
const ON_LINE_METRES = 0.05;

/**
 * What a path runs along: from one snap's location over the vertices between to the other's.
 * @param edges of each of the path's arcs, in order
 * @returns two positions or more
 */
export function pathPositions({arcs}: Path, from: Snap, to: Snap, edges: readonly EdgeRecord[]): Position[] {
  const positions: Position[] = [from.location];
  arcs.forEach(({forward}, index) => {
    const {coordinates} = edges[index];
    const vertexCount = coordinates.length / 2;
    const isFirst = index === 0;
    const isLast = index === arcs.length - 1;
    // the vertices passed are those from `first` to `last`, in the edge's own order
    const entered = isFirst ? segmentOf(coordinates, from) : forward ? -1 : vertexCount - 1;
    const left = isLast ? segmentOf(coordinates, to) : forward ? vertexCount - 1 : -1;
    if (forward) for (let vertex = entered + 1; vertex <= left; vertex++) positions.push(at(coordinates, vertex));
    else for (let vertex = entered; vertex > left; vertex--) positions.push(at(coordinates, vertex));
  });
  positions.push(to.location);
  return joinPositions(positions);
}

/**
 * The segment of an edge's line that a snap lies on; where the line comes by the place twice, the one that fits the
 * snap's fraction.
 * @returns the vertex before the snap
 */
function segmentOf(coordinates: Float64Array, {location: [lon, lat], fraction}: Snap): number {
  const plane = metresPerDegree(lat);
  const segments = Array.from({length: coordinates.length / 2 - 1}, (_, vertex) => {
    const x = (coordinates[2 * vertex] - lon) * plane.lon;
    const y = (coordinates[2 * vertex + 1] - lat) * plane.lat;
    const alongX = (coordinates[2 * vertex + 2] - coordinates[2 * vertex]) * plane.lon;
    const alongY = (coordinates[2 * vertex + 3] - coordinates[2 * vertex + 1]) * plane.lat;
    const square = alongX * alongX + alongY * alongY;
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(x * alongX + y * alongY) / square));
    return {length: Math.sqrt(square), share, metres: Math.hypot(x + share * alongX, y + share * alongY)};
  });
  const total = segments.reduce((sum, {length}) => sum + length, 0);
  const nearest = Math.min(...segments.map(({metres}) => metres)) + ON_LINE_METRES;
  let before = 0;
  let best = 0;
  let leastOff = Infinity;
  segments.forEach(({length, share, metres}, segment) => {
    const off = Math.abs(before + share * length - fraction * total);
    before += length;
    if (metres > nearest || off >= leastOff) return;
    leastOff = off;
    best = segment;
  });
  return best;
}

function at(coordinates: Float64Array, vertex: number): Position {
  return [coordinates[2 * vertex], coordinates[2 * vertex + 1]];
}
