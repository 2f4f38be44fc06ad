import type {ProfileName} from '../profiles/profile.js';
import {Bounds} from './bounds.js';
import {Contour} from './contour.js';
import type {Bbox, EdgeRecord, Reach, ReachAsk, RoutingEngine, Snap} from './engine.js';
import {BadUserInput, RoutingError} from './errors.js';
import {type Draw, type Drawing, drawIsochrone, OFF_ROAD_METRES, packRoads} from './isochrone-drawing.js';
import {checkLimit, checkNumber, type Limits} from './limits.js';
import {metresPerDegree} from './plane.js';
import type {Plane} from './road-samples.js';
import {snapAll, type WaypointAsk} from './snap-rule.js';
import {snappedWaypoints, type SnappedWaypoint} from './snapped-waypoint.js';

/** Exactly one of the two, above 0. */
export interface ContourAsk {
  /** Seconds. */
  readonly time?: number | null;
  /** Metres along the road. */
  readonly distance?: number | null;
}

export interface IsochroneQuery {
  /** The area is reached from (DEPART), or reaches (ARRIVE), any of them. */
  readonly origins: readonly WaypointAsk[];
  readonly contours: readonly ContourAsk[];
  readonly profile: ProfileName;
  readonly direction: 'DEPART' | 'ARRIVE';
  /** How far outlines may be from the exact ones, metres (see generalized-outlines.ts); null for the exact ones. */
  readonly generalize?: number | null;
}

export interface IsochroneResult {
  /** Contours by time first, then those by distance, each from the smallest. */
  readonly contours: readonly Contour[];
  readonly origins: readonly SnappedWaypoint[];
  readonly networkVersion: string;
}

/**
 * Areas reached within budgets of time or distance.
 * @param draw who draws their outlines, which takes longer than all else
 * @throws BadUserInput, LimitExceeded, PointNotNearNetwork
 */
export async function planIsochrone(
  engine: RoutingEngine,
  query: IsochroneQuery,
  limits: Limits,
  signal: AbortSignal,
  draw: Draw = drawHere,
): Promise<IsochroneResult> {
  const budgets = checkedBudgets(query, limits);
  const {version, groups} = await snapAll(
    engine,
    query.profile,
    [{argument: 'origins', points: query.origins}],
    signal,
  );
  const origins = groups[0];
  const {measures, reaches} = await searched(engine, query, version, origins, budgets, signal);
  const {around, plane} = await roadsAround(engine, query.profile, version, origins, reaches, signal);
  const drawing: Drawing = {
    budgets: budgets.map(({measure, amount}) => ({reach: measures.indexOf(measure), amount})),
    reaches,
    roads: packRoads(around),
    plane,
    extras: origins.map(({edge, fraction}) => ({edge, fraction})),
    toleranceMetres: query.generalize ?? 0,
  };
  const drawn = await draw(drawing, signal);
  return {
    contours: budgets.map((budget, i) => new Contour(budget, drawn[i])),
    origins: await snappedWaypoints(engine, version, origins, signal),
    networkVersion: version,
  };
}

/** On this very thread. */
const drawHere: Draw = (drawing) => Promise.resolve(drawIsochrone(drawing));

/** One contour's budget in its measure. */
export interface Budget {
  readonly measure: 'seconds' | 'metres';
  readonly amount: number;
}

/**
 * The contours' budgets, by time first and each from the smallest.
 * @throws BadUserInput, LimitExceeded no origin or contour, too many, or a budget out of range
 */
export function checkedBudgets({origins, contours, generalize}: IsochroneQuery, limits: Limits): Budget[] {
  if (origins.length === 0) throw new BadUserInput('origins', 'origins: at least one is needed.');
  checkLimit(limits, 'maxWaypoints', origins.length, `origins: ${origins.length} were given`);
  if (contours.length === 0) throw new BadUserInput('contours', 'contours: at least one is needed.');
  checkLimit(limits, 'maxContours', contours.length, `contours: ${contours.length} were given`);
  if (generalize !== undefined && generalize !== null) checkNumber('generalize', generalize, {above: 0});
  const budgets = contours.map((contour, i) => checkedBudget(contour, `contours[${i}]`, limits));
  return budgets.sort((a, b) => (a.measure === b.measure ? a.amount - b.amount : a.measure === 'seconds' ? -1 : 1));
}

function checkedBudget({time, distance}: ContourAsk, argument: string, limits: Limits): Budget {
  const timed = time !== undefined && time !== null;
  if (timed === (distance !== undefined && distance !== null)) {
    throw new BadUserInput(argument, `${argument}: exactly one of time and distance is needed.`);
  }
  const amount = timed ? time : distance!;
  const name = `${argument}.${timed ? 'time' : 'distance'}`;
  checkNumber(name, amount, {above: 0});
  checkLimit(limits, timed ? 'maxContourSeconds' : 'maxContourMetres', amount, `${name}: ${amount} was given`);
  return {measure: timed ? 'seconds' : 'metres', amount};
}

/** One search a measure, up to its largest budget, serves all its contours. */
async function searched(
  engine: RoutingEngine,
  query: IsochroneQuery,
  version: string,
  origins: readonly Snap[],
  budgets: readonly Budget[],
  signal: AbortSignal,
): Promise<{measures: Budget['measure'][]; reaches: Reach[]}> {
  const largest = new Map<Budget['measure'], number>();
  for (const {measure, amount} of budgets) largest.set(measure, Math.max(amount, largest.get(measure) ?? 0));
  const asks = [...largest].map(([measure, budget]): ReachAsk => ({
    version,
    profile: query.profile,
    origins,
    direction: query.direction,
    measure,
    budget,
  }));
  const reaches = (await engine.reach(asks, signal)).map((answer) => {
    if (answer instanceof RoutingError) throw answer;
    return answer;
  });
  return {measures: [...largest.keys()], reaches};
}

/** The reached edges and every other edge of the profile near them: an outline runs between the two. */
async function roadsAround(
  engine: RoutingEngine,
  profile: ProfileName,
  version: string,
  origins: readonly Snap[],
  reaches: readonly Reach[],
  signal: AbortSignal,
): Promise<{around: EdgeRecord[]; plane: Plane}> {
  const ids = new Set<number>();
  for (const {edge} of reaches) for (const id of edge) ids.add(id);
  const reached = await engine.edges(version, Int32Array.from(ids), signal);
  const {lon: kx, lat: ky} = metresPerDegree(origins[0].location[1]);
  const bounds = new Bounds();
  for (const {coordinates} of reached) bounds.addAll(coordinates);
  const [within] = await engine.edgesWithin(
    [{version, profile, bbox: grown(bounds.bbox, (OFF_ROAD_METRES * 10) / kx, (OFF_ROAD_METRES * 10) / ky)}],
    signal,
  );
  if (within instanceof RoutingError) throw within;
  const others = await engine.edges(
    version,
    within.filter((id) => !ids.has(id)),
    signal,
  );
  // In the order of their ids, so that the triangulation does not depend on the order in which a search found them.
  return {around: [...reached, ...others].sort((a, b) => a.id - b.id), plane: {kx, ky}};
}

function grown([west, south, east, north]: Bbox, byLon: number, byLat: number): Bbox {
  return [west - byLon, south - byLat, east + byLon, north + byLat];
}
