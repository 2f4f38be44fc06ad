import type {ProfileName} from '../profiles/profile.js';
import {unpackCost, type Objective} from './cost.js';
import type {RoutingEngine} from './engine.js';
import {BadUserInput, RoutingError} from './errors.js';
import {checkLimit, type Limits} from './limits.js';
import {snapAll, type WaypointAsk} from './snap-rule.js';
import {snappedWaypoints, type SnappedWaypoint} from './snapped-waypoint.js';

export interface MatrixQuery {
  /** The rows, one at least. */
  readonly origins: readonly WaypointAsk[];
  /** The columns, one at least. */
  readonly destinations: readonly WaypointAsk[];
  readonly profile: ProfileName;
  readonly objective: Objective;
}

export interface Matrix {
  /** Seconds from origin i to destination j at [i][j]; null where there is no way. */
  readonly durations: (number | null)[][];
  /** Metres of the same ways. */
  readonly distances: (number | null)[][];
  readonly origins: readonly SnappedWaypoint[];
  readonly destinations: readonly SnappedWaypoint[];
  readonly networkVersion: string;
}

/**
 * Durations and distances of the best ways from every origin to every destination.
 * @throws BadUserInput, LimitExceeded, PointNotNearNetwork, Timeout
 */
export async function planMatrix(
  engine: RoutingEngine,
  {origins, destinations, profile, objective}: MatrixQuery,
  limits: Limits,
  signal: AbortSignal,
): Promise<Matrix> {
  checkMatrix({origins, destinations}, limits);
  const {version, groups} = await snapAll(
    engine,
    profile,
    [
      {argument: 'origins', points: origins},
      {argument: 'destinations', points: destinations},
    ],
    signal,
  );
  const [rows, columns] = groups;
  const [[costs], waypoints] = await Promise.all([
    engine.costs([{version, profile, objective, origins: rows, destinations: columns}], signal),
    snappedWaypoints(engine, version, [...rows, ...columns], signal),
  ]);
  if (costs instanceof RoutingError) throw costs;

  const table = (measure: 'seconds' | 'metres') =>
    rows.map((_, row) =>
      columns.map((_, column) => {
        const cost = costs.cost[row * columns.length + column];
        return cost === Infinity ? null : unpackCost(objective, cost)[measure];
      }),
    );
  return {
    durations: table('seconds'),
    distances: table('metres'),
    origins: waypoints.slice(0, rows.length),
    destinations: waypoints.slice(rows.length),
    networkVersion: version,
  };
}

/** @throws BadUserInput, LimitExceeded no place on a side, or too many cells */
export function checkMatrix(
  {origins, destinations}: Pick<MatrixQuery, 'origins' | 'destinations'>,
  limits: Limits,
): void {
  if (origins.length === 0) throw new BadUserInput('origins', 'origins: at least one is needed.');
  if (destinations.length === 0) throw new BadUserInput('destinations', 'destinations: at least one is needed.');
  const cells = origins.length * destinations.length;
  checkLimit(limits, 'maxMatrixCells', cells, `origins times destinations make ${cells} cells`);
}
