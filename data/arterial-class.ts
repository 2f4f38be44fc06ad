import type {ArterialClass} from './arterial-tags.js';
import type {Plan, RadialClass} from './plan.js';
import type {Bank} from './terrain.js';

/** The class of a ring: the inner one is modest, the outermost a country lane, every third one important. */
export function ringClass(ring: number, plan: Plan): ArterialClass {
  if (ring === plan.bands) return 'unclassified';
  if (ring === 1) return 'secondary';
  return ring % 3 === 2 ? 'primary' : ring % 3 === 0 ? 'secondary' : 'tertiary';
}

/** The class of a radial's stretch in a band. */
export function radialRoadClass(radial: RadialClass, band: number, plan: Plan): ArterialClass {
  if (radial === 'embankment') return band < 2 ? 'secondary' : band < plan.bands - 1 ? 'tertiary' : 'unclassified';
  // The old town's high street is the same radial, but no through road
  return radial === 'trunk' && band === 0 ? 'secondary' : radial;
}

/** The number that a radial carries on its signs, if it has one. */
export function refOf(radial: RadialClass, band: number, bank: Bank): string | undefined {
  if (radial === 'trunk' && band > 0) return 'N 12';
  return radial === 'primary' ? (bank === 1 ? 'N 30' : 'N 47') : undefined;
}
