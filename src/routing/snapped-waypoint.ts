import type {EdgeRecord, Position, RoutingEngine, Snap} from './engine.js';
import {roundedPosition} from './vertices.js';

/** Where a waypoint came to lie on the network. */
export interface SnappedWaypoint {
  readonly location: Position;
  /** From the point that was asked for, metres. */
  readonly distance: number;
  readonly edgeId: string;
  /** 0 at the edge's source .. 1 at its target, by length. */
  readonly fraction: number;
  /** Of the road, where it has one. */
  readonly name: string | null;
}

/** Snaps as an answer shows them, with the names of their roads. */
export async function snappedWaypoints(
  engine: RoutingEngine,
  version: string,
  snaps: readonly Snap[],
  signal: AbortSignal,
): Promise<SnappedWaypoint[]> {
  const edges = await engine.edges(
    version,
    snaps.map(({edge}) => edge),
    signal,
  );
  return snaps.map((snap, index) => snappedWaypoint(snap, edges[index]));
}

/** @param edge the one that the snap lies on */
export function snappedWaypoint({location, distanceMetres, edge, fraction}: Snap, record: EdgeRecord): SnappedWaypoint {
  return {
    location: roundedPosition(location),
    distance: distanceMetres,
    edgeId: String(edge),
    fraction,
    get name() {
      return record.name;
    },
  };
}
