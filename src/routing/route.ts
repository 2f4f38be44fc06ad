import type {ProfileName} from '../profiles/profile.js';
import type {Objective} from './cost.js';
import type {Answers, Bbox, Path, PathAsk, RoutingEngine, Snap, Travelled} from './engine.js';
import {BadUserInput, NoRoute, RoutingError} from './errors.js';
import {legOf, type Leg} from './leg.js';
import {checkLimit, type Limits} from './limits.js';
import {joinLines, type Line} from './line.js';
import {travelledOf} from './path-line.js';
import {snapAll, type WaypointAsk} from './snap-rule.js';
import {snappedWaypoint, type SnappedWaypoint} from './snapped-waypoint.js';

export interface RouteQuery {
  /** Two or more, passed in this order. */
  readonly waypoints: readonly WaypointAsk[];
  readonly profile: ProfileName;
  readonly objective: Objective;
}

/** The way through all waypoints. */
export interface Route {
  /** Metres. */
  readonly distance: number;
  /** Seconds. */
  readonly duration: number;
  readonly bbox: Bbox;
  /** One between each two neighbouring waypoints. */
  readonly legs: readonly Leg[];
  readonly line: Line;
}

export interface RouteResult {
  /** Best first; never empty. */
  readonly routes: readonly Route[];
  readonly waypoints: readonly SnappedWaypoint[];
  readonly networkVersion: string;
}

/**
 * The best route through waypoints in their order. Each leg is the best between its two waypoints; at a waypoint the
 * traveller may turn round.
 * @throws BadUserInput, LimitExceeded, PointNotNearNetwork, NoRoute (with the leg), Timeout
 */
export async function planRoute(
  engine: RoutingEngine,
  {waypoints, profile, objective}: RouteQuery,
  limits: Limits,
  signal: AbortSignal,
): Promise<RouteResult> {
  checkRoute({waypoints}, limits);
  const {version, groups} = await snapAll(engine, profile, [{argument: 'waypoints', points: waypoints}], signal);
  const snaps = groups[0];
  const asks: PathAsk[] = [];
  for (let leg = 1; leg < snaps.length; leg++) {
    asks.push({version, profile, objective, from: snaps[leg - 1], to: snaps[leg]});
  }
  const paths = foundPaths(await engine.paths(asks, signal));
  const travelled = travelledAtHand(paths) ?? (await askTravelled(engine, version, paths, signal));
  const legs = paths.map((path, leg) => {
    const {first, last, between} = travelled[leg];
    return legOf(path, objective, {from: snaps[leg], to: snaps[leg + 1], first, last, between});
  });
  return new PlannedRoute([new RouteOfLegs(legs)], snaps, travelled, version);
}

class PlannedRoute implements RouteResult {
  constructor(
    readonly routes: readonly Route[],
    private readonly snaps: readonly Snap[],
    private readonly travelled: readonly Travelled[],
    readonly networkVersion: string,
  ) {}

  get waypoints(): SnappedWaypoint[] {
    const {snaps, travelled} = this;
    // each leg's first edge is the one of its start, and the last of the last leg that of the end
    return snaps.map((snap, place) =>
      snappedWaypoint(snap, (travelled[place]?.first ?? travelled[place - 1].last).edge),
    );
  }
}

/** @throws BadUserInput, LimitExceeded too few waypoints, or too many */
export function checkRoute({waypoints}: Pick<RouteQuery, 'waypoints'>, limits: Limits): void {
  if (waypoints.length < 2) {
    throw new BadUserInput('waypoints', `waypoints: a route needs 2 or more, not ${waypoints.length}.`);
  }
  checkLimit(limits, 'maxWaypoints', waypoints.length, `waypoints: ${waypoints.length} were given`);
}

function foundPaths(answers: Answers<Path>): Path[] {
  return answers.map((answer, leg) => {
    if (answer instanceof NoRoute)
      throw new NoRoute(`No way leads from waypoints[${leg}] to waypoints[${leg + 1}].`, leg);
    if (answer instanceof RoutingError) throw answer;
    return answer;
  });
}

/** The edges of each path; null where one came without. */
function travelledAtHand(paths: readonly Path[]): Travelled[] | null {
  const all: Travelled[] = [];
  for (const {travelled} of paths) {
    if (travelled === undefined) return null;
    all.push(travelled);
  }
  return all;
}

/** The edges of each path, whose records the engine is asked for, all at once. */
async function askTravelled(
  engine: RoutingEngine,
  version: string,
  paths: readonly Path[],
  signal: AbortSignal,
): Promise<Travelled[]> {
  const ids: number[] = [];
  for (const path of paths) for (const edge of path.edges) ids.push(edge);
  const records = await engine.edges(version, ids, signal);
  let first = 0;
  return paths.map(({edges, forward}) => travelledOf(records.slice(first, (first += edges.length)), forward));
}

class RouteOfLegs implements Route {
  readonly distance: number;
  readonly duration: number;
  readonly line: Line;

  constructor(readonly legs: readonly Leg[]) {
    this.distance = total(legs, 'distance');
    this.duration = total(legs, 'duration');
    this.line = joinLines(legs.map((leg) => leg.line));
  }

  get bbox(): Bbox {
    return this.line.bbox;
  }
}

/** To a thousandth: the sum of whole centimetres or milliseconds again. */
function total(legs: readonly Leg[], of: 'distance' | 'duration'): number {
  return Math.round(1000 * legs.reduce((sum, leg) => sum + leg[of], 0)) / 1000;
}
