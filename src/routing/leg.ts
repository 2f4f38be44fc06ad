import {annotationsOf, type Annotations} from './annotations.js';
import {partOf} from './cost.js';
import type {EdgeRecord, Path, PathArc, Snap} from './engine.js';
import {Line} from './line.js';
import {pathVertices} from './path-line.js';

/** The way between two neighbouring waypoints. */
export interface Leg {
  /** Metres. */
  readonly distance: number;
  /** Seconds. */
  readonly duration: number;
  readonly annotations: Annotations;
  readonly line: Line;
}

/**
 * A path as an answer shows it.
 * @param edges of each of the path's arcs, in order
 */
export function legOf(path: Path, from: Snap, to: Snap, edges: readonly EdgeRecord[]): Leg {
  let centimetres = 0;
  let milliseconds = 0;
  for (let index = 0; index < path.arcs.length; index++) {
    centimetres += travelledCentimetres(path, index, from, to);
    milliseconds += travelledMilliseconds(path, index, from, to);
  }
  return {
    distance: centimetres / 100,
    duration: milliseconds / 1000,
    get annotations() {
      return annotationsOf(travelledParts(path, from, to), edges);
    },
    line: new Line(() => pathVertices(path, from, to, edges)),
  };
}

/** What a path travels of one arc, whole numbers. */
export interface TravelledPart {
  readonly arc: PathArc;
  readonly centimetres: number;
  /** With the turn before it. */
  readonly milliseconds: number;
}

function travelledParts(path: Path, from: Snap, to: Snap): TravelledPart[] {
  return path.arcs.map((arc, index) => ({
    arc,
    centimetres: travelledCentimetres(path, index, from, to),
    milliseconds: travelledMilliseconds(path, index, from, to),
  }));
}

function travelledCentimetres(path: Path, index: number, from: Snap, to: Snap): number {
  return partOf(Math.round(path.arcs[index].metres * 100), travelledShare(path, index, from, to));
}

function travelledMilliseconds(path: Path, index: number, from: Snap, to: Snap): number {
  const {seconds, turnSeconds} = path.arcs[index];
  return partOf(Math.round(seconds * 1000), travelledShare(path, index, from, to)) + Math.round(turnSeconds * 1000);
}

/** The part of an arc that a path travels, 0..1, worked out as the engines do, so that the sums agree. */
function travelledShare({arcs}: Path, index: number, from: Snap, to: Snap): number {
  const {forward} = arcs[index];
  const isFirst = index === 0;
  const isLast = index === arcs.length - 1;
  if (isFirst && isLast) return forward ? to.fraction - from.fraction : from.fraction - to.fraction;
  if (isFirst) return forward ? 1 - from.fraction : from.fraction;
  if (isLast) return forward ? to.fraction : 1 - to.fraction;
  return 1;
}
