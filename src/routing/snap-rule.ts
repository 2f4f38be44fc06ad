import type {ProfileName} from '../profiles/profile.js';
import {isWithin} from './bounds.js';
import type {RoutingEngine, Snap, SnapAnswer, SnapAsk, SnapCandidates} from './engine.js';
import {PointNotNearNetwork, RoutingError} from './errors.js';
import {checkNumber} from './limits.js';

/** How far a waypoint may lie from the road that it snaps to, where it does not say so itself, metres. */
export const defaultSnapRadiusMetres = 2000;

/** A place as a client asks for it, degrees, WGS 84. */
export interface WaypointAsk {
  readonly lon: number;
  readonly lat: number;
  /** Farthest snap allowed, metres, above 0; `defaultSnapRadiusMetres` unless given. */
  readonly radius?: number | null;
}

/** The points of one argument. */
export interface WaypointGroup {
  readonly argument: 'waypoints' | 'origins' | 'destinations';
  readonly points: readonly WaypointAsk[];
}

/**
 * Snaps all the points of one query, in one network version. They snap to the main component, so that there is a way
 * from one to another; unless the nearest road of every one of them is on one and the same island: then there.
 * @returns the snaps of each group, in order
 * @throws BadUserInput         a coordinate or radius out of range
 * @throws PointNotNearNetwork  a point has no such road within its radius
 */
export async function snapAll(
  engine: RoutingEngine,
  profile: ProfileName,
  groups: readonly WaypointGroup[],
  signal: AbortSignal,
): Promise<{readonly version: string; readonly groups: readonly (readonly Snap[])[]}> {
  const points: SnapPoint[] = [];
  for (const {argument, points: asked} of groups) {
    for (let index = 0; index < asked.length; index++) points.push(checkedPoint(asked[index], argument, index));
  }
  const [answer] = await engine.snap([{profile, points}], signal);
  if (answer instanceof RoutingError) throw answer;

  const chosen = chosenSnaps(answer);
  const snapped: Snap[][] = [];
  let place = 0;
  for (const {argument, points: asked} of groups) {
    const snaps: Snap[] = [];
    for (let index = 0; index < asked.length; index++, place++) {
      const snap = chosen[place];
      const {position, radiusMetres} = points[place];
      if (snap === null || snap.distanceMetres > radiusMetres) {
        const hint = snap === null ? '' : await swapHint(engine, position, signal);
        throw new PointNotNearNetwork(index, argument, snap?.distanceMetres ?? null, radiusMetres, hint);
      }
      snaps.push(snap);
    }
    snapped.push(snaps);
  }
  return {version: answer.version, groups: snapped};
}

type SnapPoint = SnapAsk['points'][number];

function checkedPoint({lon, lat, radius}: WaypointAsk, argument: string, index: number): SnapPoint {
  const radiusMetres = radius ?? defaultSnapRadiusMetres;
  // the names of the arguments are put together for those that have to hear them alone
  const isGood = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && radiusMetres > 0 && radiusMetres < Infinity;
  if (!isGood) {
    checkNumber(`${argument}[${index}].lon`, lon, {atLeast: -180, atMost: 180});
    checkNumber(`${argument}[${index}].lat`, lat, {atLeast: -90, atMost: 90});
    checkNumber(`${argument}[${index}].radius`, radiusMetres, {above: 0});
  }
  return {position: [lon, lat], radiusMetres};
}

function chosenSnaps({points}: SnapAnswer): (Snap | null)[] {
  const island = points[0]?.nearest?.component ?? 0;
  const together = island > 0 && points.every(({nearest}) => nearest?.component === island);
  return points.map((candidates: SnapCandidates) => (together ? candidates.nearest : candidates.main));
}

/** Asked for only when a point is too far from any road. */
async function swapHint(
  engine: RoutingEngine,
  [lon, lat]: readonly [number, number],
  signal: AbortSignal,
): Promise<string> {
  const {bbox} = await engine.network(signal);
  return isWithin(bbox, lat, lon) ? 'Longitude comes first: are lon and lat swapped?' : '';
}
