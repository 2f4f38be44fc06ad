import type {Tags} from './draft.js';
import type {Random} from './random.js';

export type ArterialClass = 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'unclassified';

const limits: Record<ArterialClass, string> = {
  trunk: '80',
  primary: '60',
  secondary: '50',
  tertiary: '50',
  unclassified: '70',
};

/** Tags of one stretch of an arterial, as a careful mapper would write them. */
export function arterialTags(
  highway: ArterialClass,
  {name, random, ref, divided}: {name: string; random: Random; ref?: string; divided?: boolean},
): Tags {
  const tags: Record<string, string> = {highway, name};
  if (ref) tags.ref = ref;
  tags.maxspeed = limits[highway];
  tags.surface = 'asphalt';
  tags.lanes = highway === 'primary' ? '3' : '2';
  if (highway !== 'unclassified') tags.lit = 'yes';
  if (divided) return {...tags, foot: 'no', bicycle: 'yes'};
  if (highway === 'secondary' || highway === 'tertiary') {
    if (random.chance(0.3)) tags['cycleway:both'] = 'lane';
    tags.sidewalk = 'both';
  }
  if (highway === 'secondary' && random.chance(0.25)) {
    // Slower into the city than out of it
    delete tags.maxspeed;
    tags['maxspeed:forward'] = '60';
    tags['maxspeed:backward'] = '40';
  }
  return tags;
}
