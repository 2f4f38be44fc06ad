import type {ProfileName} from '../profiles/profile.js';
import type {Position, RoutingEngine} from './engine.js';
import {RoutingError} from './errors.js';
import {checkNumber} from './limits.js';

export interface NearestNodeQuery {
  /** Degrees, WGS 84. */
  readonly at: {readonly lon: number; readonly lat: number};
  readonly profile: ProfileName;
  /** 1 to 100. */
  readonly count: number;
  /** Metres, above 0; however far unless given. */
  readonly maxDistance?: number | null;
}

/** A node of the network near a point. */
export interface NearestNode {
  readonly id: string;
  readonly location: Position;
  /** Straight-line distance, metres. */
  readonly distance: number;
  /** The source's own id, where it has one. */
  readonly sourceId: string | null;
  /** Names of the roads that meet here, sorted, each once. */
  readonly names: readonly string[];
}

/**
 * The nodes nearest to a point at which roads of a profile meet, nearest first; none where none is within the distance.
 * @throws BadUserInput
 */
export async function findNearestNodes(
  engine: RoutingEngine,
  query: NearestNodeQuery,
  signal: AbortSignal,
): Promise<readonly NearestNode[]> {
  checkNearestNode(query);
  const {at, profile, count, maxDistance = null} = query;
  const [answer] = await engine.nearestNodes(
    [{profile, position: [at.lon, at.lat], count, maxDistanceMetres: maxDistance}],
    signal,
  );
  if (answer instanceof RoutingError) throw answer;
  return answer.nodes.map(({id, location, distanceMetres, sourceId, names}) => ({
    id: String(id),
    location,
    distance: distanceMetres,
    sourceId,
    names,
  }));
}

/** @throws BadUserInput a number out of its range */
export function checkNearestNode({at, count, maxDistance = null}: NearestNodeQuery): void {
  checkNumber('at.lon', at.lon, {atLeast: -180, atMost: 180});
  checkNumber('at.lat', at.lat, {atLeast: -90, atMost: 90});
  checkNumber('count', count, {atLeast: 1, atMost: 100, whole: true});
  if (maxDistance !== null) checkNumber('maxDistance', maxDistance, {above: 0});
}
