import type {Direction} from './direction.js';
import {postedLimitKmh, speedLimitKeys} from './maxspeed.js';
import type {Tags} from './profile.js';
import {caps, surfaceCapKmh, type SurfaceCaps} from './surface.js';

/** Walking speed, bicycle in hand, km/h. */
export const PUSHED_KMH = 5;
/** The same on steps (OSRM's bicycle profile). */
export const PUSHED_ON_STEPS_KMH = 2;

/** A ridden bicycle's travel speed on a road, km/h; 0 where the road's state stops it. */
export function bicycleSpeedKmh(tags: Tags, roadClass: string, direction: Direction): number {
  const limit = postedLimitKmh(tags, limitKeys[direction]) ?? Infinity;
  return Math.min(classSpeedKmh(tags, roadClass), limit, surfaceCapKmh(tags, surfaceCaps));
}

/** On the level, on asphalt (GraphHopper's bike profile). */
const RIDDEN_KMH = 18;
/** Ours: the pace of someone who rides among people on foot. */
const AMONG_PEDESTRIANS_KMH = 10;
/** OSRM's 12 of 15 km/h on a track, in the proportion of our 18. */
const UNKNOWN_GROUND_KMH = 14;

const limitKeys = speedLimitKeys(['bicycle']);
const footClasses: ReadonlySet<string> = new Set(['footway', 'pedestrian', 'corridor', 'bridleway']);

function classSpeedKmh({bicycle, surface, tracktype}: Tags, roadClass: string): number {
  if (footClasses.has(roadClass)) return bicycle === 'designated' ? RIDDEN_KMH : AMONG_PEDESTRIANS_KMH;
  const groundIsKnown = surface !== undefined || tracktype !== undefined;
  return (roadClass === 'track' || roadClass === 'path') && !groundIsKnown ? UNKNOWN_GROUND_KMH : RIDDEN_KMH;
}

/** After GraphHopper's bike profile; wood after OSRM's; the last two of smoothness are walked. */
const surfaceCaps: SurfaceCaps = {
  surface: caps({
    16: 'concrete:lanes concrete:plates paving_stones paving_stones:30 bricks brick',
    14: 'compacted fine_gravel pebblestone',
    12: 'sett unpaved gravel shells',
    10: 'cobblestone:flattened ground earth dirt soil clay laterite metal metal_grid wood',
    8: 'cobblestone unhewn_cobblestone grass grass_paver rock rocks rocky stone',
    4: 'sand mud salt woodchips bark snow ice',
  }),
  tracktype: caps({18: 'grade1', 14: 'grade2', 12: 'grade3', 10: 'grade4', 4: 'grade5'}),
  smoothness: caps({16: 'intermediate', 12: 'bad', 7: 'very_bad', 5: 'horrible', 4: 'very_horrible', 0: 'impassable'}),
};
