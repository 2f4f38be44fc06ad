import {BICYCLE} from './bicycle.js';
import {CAR} from './car.js';
import {FOOT} from './foot.js';
import type {Profile, ProfileName} from './profile.js';

/** Every profile, in the order of `profileNames`. */
export const profiles: readonly Profile[] = [CAR, BICYCLE, FOOT];

export function profileByName(name: ProfileName): Profile {
  const profile = profiles.find((one) => one.name === name);
  if (!profile) throw new RangeError(`No profile is named ${name}.`);
  return profile;
}
