import {annotationsOf, type Annotations} from './annotations.js';
import {partOf} from './cost.js';
import type {EdgeRecord, Path, PathArc, Snap} from './engine.js';
import {Line} from './line.js';
import {pathPositions} from './path-line.js';

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
  const travelled = travelledParts(path, from, to);
  return {
    distance: sum(travelled, 'centimetres') / 100,
    duration: sum(travelled, 'milliseconds') / 1000,
    get annotations() {
      return annotationsOf(travelled, edges);
    },
    line: new Line(() => pathPositions(path, from, to, edges)),
  };
}

/** What a path travels of one arc, whole numbers. */
export interface TravelledPart {
  readonly arc: PathArc;
  readonly centimetres: number;
  /** With the turn before it. */
  readonly milliseconds: number;
}

function travelledParts({arcs}: Path, from: Snap, to: Snap): TravelledPart[] {
  return arcs.map((arc, index) => {
    const share = travelledShare(arc, index === 0 ? from : null, index === arcs.length - 1 ? to : null);
    const milliseconds = partOf(Math.round(arc.seconds * 1000), share) + Math.round(arc.turnSeconds * 1000);
    return {arc, centimetres: partOf(Math.round(arc.metres * 100), share), milliseconds};
  });
}

/** The part of an arc that a path travels, 0..1, worked out as the engines do, so that the sums agree. */
function travelledShare({forward}: PathArc, from: Snap | null, to: Snap | null): number {
  if (from && to) return forward ? to.fraction - from.fraction : from.fraction - to.fraction;
  if (from) return forward ? 1 - from.fraction : from.fraction;
  if (to) return forward ? to.fraction : 1 - to.fraction;
  return 1;
}

function sum(parts: readonly TravelledPart[], measure: 'centimetres' | 'milliseconds'): number {
  return parts.reduce((total, part) => total + part[measure], 0);
}
