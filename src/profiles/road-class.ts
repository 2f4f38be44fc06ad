import type {Tags} from './profile.js';

/** What a class of roads means where no other tag says more (docs/profiles.md gives the sources). */
export interface RoadClassRule {
  /** A car's travel speed, km/h; 0 where no car fits, whatever the tags say. */
  readonly carKmh: number;
  /** A posted limit may raise that speed; on minor ways it only lowers it. */
  readonly limitRaises: boolean;
  readonly opensToCars: boolean;
  readonly opensToBicycles: boolean;
  readonly opensToFoot: boolean;
}

const rules: ReadonlyMap<string, RoadClassRule> = new Map([
  ['motorway', rule(100, 'raised', 'car')],
  ['motorway_link', rule(60, 'raised', 'car')],
  ['trunk', rule(85, 'raised', 'car bicycle foot')],
  ['trunk_link', rule(55, 'raised', 'car bicycle foot')],
  ['primary', rule(65, 'raised', 'car bicycle foot')],
  ['primary_link', rule(45, 'raised', 'car bicycle foot')],
  ['secondary', rule(55, 'raised', 'car bicycle foot')],
  ['secondary_link', rule(40, 'raised', 'car bicycle foot')],
  ['tertiary', rule(45, 'raised', 'car bicycle foot')],
  ['tertiary_link', rule(35, 'raised', 'car bicycle foot')],
  ['unclassified', rule(35, 'raised', 'car bicycle foot')],
  ['residential', rule(30, 'raised', 'car bicycle foot')],
  ['road', rule(30, 'raised', 'car bicycle foot')],
  ['living_street', rule(10, 'raised', 'car bicycle foot')],
  ['service', rule(18, 'raised', 'car bicycle foot')],
  ['track', rule(15, 'kept', 'car bicycle foot')],
  ['busway', rule(30, 'raised', '')],
  ['pedestrian', rule(10, 'kept', 'foot')],
  ['path', rule(10, 'kept', 'bicycle foot')],
  ['cycleway', rule(10, 'kept', 'bicycle foot')],
  ['footway', rule(10, 'kept', 'foot')],
  ['bridleway', rule(10, 'kept', 'foot')],
  ['steps', rule(0, 'kept', 'foot')],
  ['corridor', rule(0, 'kept', 'foot')],
  ['ferry', rule(0, 'kept', 'car bicycle foot')],
  ['shuttle_train', rule(0, 'kept', 'car')],
  ['other', rule(0, 'kept', '')],
]);

/** Every class of roads; a class's place in the list is its number in files. */
export const roadClasses: readonly string[] = [...rules.keys()];

/**
 * The class of a way: its `highway` value (the first known one of a list), `ferry` or `shuttle_train` for those routes,
 * and `other` for all that no profile travels (construction, platform, raceway, bus_guideway, escape, ...).
 */
export function roadClassOf(tags: Tags): string {
  const {highway, route} = tags;
  if (highway === undefined) return isCrossing(route) ? route : 'other';
  if (rules.has(highway) && !isCrossing(highway)) return highway;
  if (!highway.includes(';')) return 'other';
  const first = highway.split(';').find((value) => rules.has(value.trim()));
  return first?.trim() ?? 'other';
}

/** @param roadClass one of `roadClasses` */
export function getRoadClassRule(roadClass: string): RoadClassRule {
  const found = rules.get(roadClass);
  if (!found) throw new RangeError(`No road class is named ${roadClass}.`);
  return found;
}

function isCrossing(value: string | undefined): value is string {
  return value === 'ferry' || value === 'shuttle_train';
}

function rule(carKmh: number, speed: 'raised' | 'kept', opensTo: string): RoadClassRule {
  return {
    carKmh,
    limitRaises: speed === 'raised',
    opensToCars: opensTo.includes('car'),
    opensToBicycles: opensTo.includes('bicycle'),
    opensToFoot: opensTo.includes('foot'),
  };
}
