import type {Direction} from './direction.js';
import {postedLimitKmh, speedLimitKeys} from './maxspeed.js';
import type {Tags} from './profile.js';
import {getRoadClassRule} from './road-class.js';
import {caps, surfaceCapKmh, type SurfaceCaps} from './surface.js';

/** A car's travel speed on a road, km/h; 0 where the road's state stops it. */
export function carSpeedKmh(tags: Tags, roadClass: string, direction: Direction): number {
  const {carKmh, limitRaises} = getRoadClassRule(roadClass);
  const limit = carLimitKmh(tags, roadClass, direction);
  const surfaceKmh = surfaceCapKmh(tags, surfaceCaps);
  if (limit === undefined) return Math.min(carKmh, surfaceKmh);
  const kept = SHARE_OF_LIMIT * limit;
  return Math.min(limitRaises ? kept : Math.min(carKmh, kept), surfaceKmh);
}

/** The limit posted for cars, km/h; undefined where none is known. */
export function carLimitKmh(tags: Tags, roadClass: string, direction: Direction): number | undefined {
  const limit = postedLimitKmh(tags, limitKeys[direction]);
  if (limit !== Infinity) return limit;
  // `none` on a lesser road tells that no sign stands there, not how fast one travels
  return fastClasses.has(roadClass) ? ADVISORY_KMH : undefined;
}

/** Ours: traffic, bends and junctions keep the mean below the limit. */
const SHARE_OF_LIMIT = 0.9;
/** The advised speed on German motorways without a limit (Autobahn-Richtgeschwindigkeits-Verordnung). */
const ADVISORY_KMH = 130;
const fastClasses: ReadonlySet<string> = new Set(['motorway', 'trunk']);
const limitKeys = speedLimitKeys(['motorcar', 'motor_vehicle']);

/** After OSRM's car profile; the surfaces that it does not list stand beside their likes. */
const surfaceCaps: SurfaceCaps = {
  surface: caps({
    80: 'cement compacted fine_gravel',
    60: 'paving_stones metal bricks brick',
    40: 'sett grass_paver grass wood gravel unpaved ground dirt soil pebblestone shells tartan metal_grid salt',
    30: 'cobblestone cobblestone:flattened clay laterite snow',
    20: 'unhewn_cobblestone earth stone rock rocks rocky sand ice woodchips',
    10: 'mud',
  }),
  tracktype: caps({60: 'grade1', 40: 'grade2', 30: 'grade3', 25: 'grade4', 20: 'grade5'}),
  smoothness: caps({
    80: 'intermediate',
    40: 'bad',
    20: 'very_bad',
    10: 'horrible',
    5: 'very_horrible',
    0: 'impassable',
  }),
};
