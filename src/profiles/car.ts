import {accessKeys, permission} from './access.js';
import {passesBarrier, type BarrierRule} from './barrier.js';
import {carSpeedKmh} from './car-speed.js';
import {findCrossing} from './crossing.js';
import {closedWay, eachWay} from './direction.js';
import {isInUse} from './in-use.js';
import {openDirections} from './oneway.js';
import type {Profile, Tags, WayAccess} from './profile.js';
import {getRoadClassRule, roadClassOf} from './road-class.js';

const modes = ['motorcar', 'motor_vehicle', 'vehicle'];
const keys = accessKeys(modes);
const onewayKeys = ['oneway:motorcar', 'oneway:motor_vehicle', 'oneway:vehicle', 'oneway'];

/** A private car that carries no permit: docs/profiles.md tells its rules. */
export const CAR: Profile = {
  name: 'CAR',
  restrictionModes: modes,
  boundByRestrictions: true,
  avoidsUTurns: true,

  way(tags: Tags): WayAccess {
    const roadClass = roadClassOf(tags);
    const crossing = findCrossing(tags, roadClass);
    const {carKmh, opensToCars} = getRoadClassRule(roadClass);
    if ((carKmh === 0 && !crossing) || !isInUse(tags)) return closedWay;
    const opens = opensToCars && !(roadClass === 'ferry' ? isForOthersToBoard(tags) : isKeptForOthers(tags));
    const open = openDirections(tags, onewayKeys, roadClass);
    return eachWay((direction, bit) => {
      if ((open & bit) === 0) return null;
      const verdict = permission(tags, keys[direction], opens);
      if (verdict === 'closed' || verdict === 'pushed') return null;
      const kmh = crossing?.kmh ?? carSpeedKmh(tags, roadClass, direction);
      if (kmh === 0) return null;
      return {kmh, waySeconds: crossing?.waySeconds ?? null, destinationOnly: verdict === 'destination'};
    });
  },

  passesNode: (tags: Tags) => passesBarrier(tags, barrierRule),
};

/** A ferry whose tags name those on foot or bicycle, and no motor vehicle, carries none (as GraphHopper reads it). */
function isForOthersToBoard({foot, bicycle}: Tags): boolean {
  return foot !== undefined || bicycle !== undefined;
}

/** Roads of buses, of ambulances and of shared rides, unless a tag of the car's own modes opens them. */
function isKeptForOthers({psv, bus, hov, service, highway}: Tags): boolean {
  if (psv === 'only' || bus === 'only' || hov === 'only' || hov === 'designated') return true;
  if (service === 'emergency_access' || service === 'busway' || service === 'bus') return true;
  return highway === 'service' && (psv === 'designated' || bus === 'designated');
}

/** What a driver opens or drives through; all else, the unknown too, stops a car. */
const passable: ReadonlySet<string> = new Set(
  (
    'entrance gate lift_gate swing_gate sliding_gate hampshire_gate bump_gate toll_booth border_control checkpoint ' +
    'cattle_grid sally_port height_restrictor width_restrictor arch coupure'
  ).split(' '),
);
const flatKerbs: ReadonlySet<string> = new Set(['flush', 'lowered', 'rolled', 'no']);

const barrierRule: BarrierRule = {
  modes,
  bars(barrier, {bollard, kerb, highway}) {
    if (barrier === 'bollard') return bollard !== 'rising';
    if (barrier === 'kerb') return highway !== 'crossing' && !(kerb !== undefined && flatKerbs.has(kerb));
    return !passable.has(barrier);
  },
};
