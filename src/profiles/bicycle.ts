import {accessKeys, permission, type Verdict} from './access.js';
import {passesBarrier, type BarrierRule} from './barrier.js';
import {bicycleSpeedKmh, PUSHED_KMH, PUSHED_ON_STEPS_KMH} from './bicycle-speed.js';
import {contraflow} from './contraflow.js';
import {findCrossing} from './crossing.js';
import {BOTH, closedWay, eachWay, NEITHER, type Direction} from './direction.js';
import {isInUse} from './in-use.js';
import {directionsOf, openDirections} from './oneway.js';
import type {Profile, Tags, WayAccess} from './profile.js';
import {getRoadClassRule, roadClassOf} from './road-class.js';

const modes = ['bicycle', 'vehicle'];
const keys = accessKeys(modes);
const onewayKeys = ['oneway:vehicle', 'oneway'];

/** A touring bicycle, pushed where its rider must dismount: docs/profiles.md tells its rules. */
export const BICYCLE: Profile = {
  name: 'BICYCLE',
  restrictionModes: modes,
  boundByRestrictions: true,
  avoidsUTurns: false,

  way(tags: Tags): WayAccess {
    const roadClass = roadClassOf(tags);
    if (roadClass === 'other' || !isInUse(tags)) return closedWay;
    if (roadClass === 'steps') return pushedOnSteps(tags);
    const crossing = findCrossing(tags, roadClass);
    const open = rideableDirections(tags, roadClass);
    return eachWay((direction, bit) => {
      const verdict = rideVerdict(tags, roadClass, direction);
      if (verdict === 'closed') return null;
      // whoever pushes a bicycle walks, and one-way streets bind vehicles alone
      if (verdict === 'pushed' && !crossing) return {kmh: PUSHED_KMH, waySeconds: null, destinationOnly: false};
      if ((open & bit) === 0) return null;
      const kmh = crossing?.kmh ?? bicycleSpeedKmh(tags, roadClass, direction);
      if (kmh === 0) return null;
      return {kmh, waySeconds: crossing?.waySeconds ?? null, destinationOnly: verdict === 'destination'};
    });
  },

  passesNode: (tags: Tags) => passesBarrier(tags, barrierRule),
};

function rideVerdict(tags: Tags, roadClass: string, direction: Direction): Verdict {
  const forMotors = tags.motorroad === 'yes' || roadClass === 'motorway' || roadClass === 'motorway_link';
  const opens = getRoadClassRule(roadClass).opensToBicycles && !forMotors && !isMountainPath(tags);
  // `vehicle=yes` on a motorway has motor vehicles in mind
  return permission(tags, keys[direction], opens, forMotors ? 1 : modes.length);
}

function rideableDirections(tags: Tags, roadClass: string): number {
  const own = directionsOf(tags['oneway:bicycle']);
  if (own !== undefined) return own;
  const others = openDirections(tags, onewayKeys, roadClass);
  return others === BOTH || others === NEITHER ? others : others | contraflow(tags, others);
}

/** Steps are climbed with the bicycle in hand: where they have a ramp, or a tag lets bicycles on. */
function pushedOnSteps(tags: Tags): WayAccess {
  const hasRamp = rampKeys.some((key) => tags[key] === 'yes');
  return eachWay((direction) => {
    const verdict = permission(tags, keys[direction], hasRamp);
    if (verdict === 'closed') return null;
    return {kmh: PUSHED_ON_STEPS_KMH, waySeconds: null, destinationOnly: verdict === 'destination'};
  });
}

const rampKeys = ['ramp', 'ramp:bicycle', 'ramp:wheelchair'];

/** Beyond T1 of the Swiss Alpine Club's scale a path is for feet alone (as GraphHopper reads it). */
function isMountainPath({sac_scale: scale}: Tags): boolean {
  return scale !== undefined && scale !== 'hiking' && scale !== 'strolling';
}

const impassable: ReadonlySet<string> = new Set(
  (
    'wall fence hedge retaining_wall city_wall guard_rail handrail ditch yes stile kissing_gate turnstile ' +
    'full-height_turnstile wicket_gate horse_stile'
  ).split(' '),
);
const barrierRule: BarrierRule = {modes, bars: (barrier) => impassable.has(barrier)};
