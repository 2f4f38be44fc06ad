import {annotationsOf, type Annotations} from './annotations.js';
import {isExact, type Objective, partOf, unpackCost} from './cost.js';
import type {Path, PathArc, Snap} from './engine.js';
import {type Line, lineOf} from './line.js';
import {edgesOf, type PathOnEdges} from './path-line.js';

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
 * @param objective that the path's cost is packed by
 * @param travelled the path's own edges
 */
export function legOf(path: Path, objective: Objective, travelled: PathOnEdges): Leg {
  return new TravelledLeg(path, objective, travelled);
}

class TravelledLeg implements Leg {
  readonly distance: number;
  readonly duration: number;
  readonly line: Line;

  constructor(
    private readonly path: Path,
    objective: Objective,
    private readonly travelled: PathOnEdges,
  ) {
    const {metres, seconds} = isExact(path.cost) ? unpackCost(objective, path.cost) : totalOf(this.parts());
    this.distance = metres;
    this.duration = seconds;
    this.line = lineOf(travelled);
  }

  get annotations(): Annotations {
    return annotationsOf(this.parts(), edgesOf(this.travelled));
  }

  private parts(): TravelledPart[] {
    const {from, to} = this.travelled;
    return travelledParts(this.path, from, to);
  }
}

/** What a path travels of one arc, whole numbers. */
export interface TravelledPart {
  readonly arc: PathArc;
  readonly centimetres: number;
  /** With the turn before it. */
  readonly milliseconds: number;
}

/** Worked out as the engines do, so that the sums agree. */
function travelledParts({arcs}: Path, from: Snap, to: Snap): TravelledPart[] {
  return arcs.map((arc, index) => {
    const share = travelledShare(arc.forward, index === 0 ? from : null, index === arcs.length - 1 ? to : null);
    return {
      arc,
      centimetres: partOf(Math.round(arc.metres * 100), share),
      milliseconds: partOf(Math.round(arc.seconds * 1000), share) + Math.round(arc.turnSeconds * 1000),
    };
  });
}

/** The part of an arc that a path travels, 0..1. @param from,to the ends of the path that lie on it */
function travelledShare(forward: boolean, from: Snap | null, to: Snap | null): number {
  if (from && to) return forward ? to.fraction - from.fraction : from.fraction - to.fraction;
  if (from) return forward ? 1 - from.fraction : from.fraction;
  if (to) return forward ? to.fraction : 1 - to.fraction;
  return 1;
}

function totalOf(parts: readonly TravelledPart[]): {metres: number; seconds: number} {
  let [centimetres, milliseconds] = [0, 0];
  for (const part of parts) {
    centimetres += part.centimetres;
    milliseconds += part.milliseconds;
  }
  return {metres: centimetres / 100, seconds: milliseconds / 1000};
}
