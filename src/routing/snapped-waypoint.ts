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
export function snappedWaypoint(snap: Snap, record: EdgeRecord): SnappedWaypoint {
  return new SnapOnRecord(snap, record);
}

/** Most answers show none of it. */
class SnapOnRecord implements SnappedWaypoint {
  constructor(
    private readonly snap: Snap,
    private readonly record: EdgeRecord,
  ) {}

  get location(): Position {
    return roundedPosition(this.snap.location);
  }

  get distance(): number {
    return this.snap.distanceMetres;
  }

  get edgeId(): string {
    return String(this.snap.edge);
  }

  get fraction(): number {
    return this.snap.fraction;
  }

  get name(): string | null {
    return this.record.name;
  }
}
