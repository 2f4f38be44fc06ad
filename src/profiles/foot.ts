import {accessKeys, permission} from './access.js';
import {passesBarrier, type BarrierRule} from './barrier.js';
import {findCrossing} from './crossing.js';
import {BACKWARD, BOTH, closedWay, eachWay, FORWARD, NEITHER} from './direction.js';
import {isInUse} from './in-use.js';
import {directionsOf, openDirections} from './oneway.js';
import type {Profile, Tags, WayAccess} from './profile.js';
import {getRoadClassRule, roadClassOf} from './road-class.js';
import {caps, surfaceCapKmh, type SurfaceCaps} from './surface.js';

const modes = ['foot'];
const keys = accessKeys(modes);

/** Somebody on foot: docs/profiles.md tells the rules. */
export const FOOT: Profile = {
  name: 'FOOT',
  restrictionModes: modes,
  boundByRestrictions: false,
  avoidsUTurns: false,

  way(tags: Tags): WayAccess {
    const roadClass = roadClassOf(tags);
    if (roadClass === 'other' || !isInUse(tags) || needsHands(tags)) return closedWay;
    const crossing = findCrossing(tags, roadClass);
    const opens = getRoadClassRule(roadClass).opensToFoot && tags.motorroad !== 'yes';
    const open = crossing ? openDirections(tags, crossingKeys, roadClass) : walkableDirections(tags);
    const kmh = crossing?.kmh ?? walkedKmh(tags, roadClass);
    return eachWay((direction, bit) => {
      const verdict = permission(tags, keys[direction], opens);
      if (verdict === 'closed' || (open & bit) === 0) return null;
      return {kmh, waySeconds: crossing?.waySeconds ?? null, destinationOnly: verdict === 'destination'};
    });
  },

  passesNode: (tags: Tags) => passesBarrier(tags, barrierRule),
};

const crossingKeys = ['oneway:foot', 'oneway'];

/** One-way streets do not bind those on foot; `oneway:foot` and moving steps do. */
function walkableDirections(tags: Tags): number {
  const own = directionsOf(tags['oneway:foot']);
  if (own !== undefined) return own;
  const {conveying} = tags;
  if (conveying === undefined || conveying === 'no') return BOTH;
  return conveyed.get(conveying) ?? directionsOf(tags.oneway) ?? BOTH;
}

const conveyed: ReadonlyMap<string, number> = new Map([
  ['forward', FORWARD],
  ['backward', BACKWARD],
  ['reversible', NEITHER],
]);

function walkedKmh(tags: Tags, roadClass: string): number {
  return Math.min(roadClass === 'steps' ? STEPS_KMH : WALKED_KMH, surfaceCapKmh(tags, surfaceCaps));
}

/** On the level (OSRM's foot profile). */
const WALKED_KMH = 5;
/** Ours: half of it, up or down. */
const STEPS_KMH = 2.5;

/** OSRM's foot profile: half the speed. */
const surfaceCaps: SurfaceCaps = {surface: caps({2.5: 'sand mud'}), tracktype: new Map(), smoothness: new Map()};

/** From T4 of the Swiss Alpine Club's scale on, one climbs. */
function needsHands({sac_scale: scale}: Tags): boolean {
  return scale === 'alpine_hiking' || scale === 'demanding_alpine_hiking' || scale === 'difficult_alpine_hiking';
}

const impassable: ReadonlySet<string> = new Set(
  'wall fence hedge retaining_wall city_wall guard_rail ditch yes'.split(' '),
);
const barrierRule: BarrierRule = {modes, bars: (barrier) => impassable.has(barrier)};
