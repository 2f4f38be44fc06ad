import {BICYCLE} from './bicycle.js';
import {CAR} from './car.js';
import {FOOT} from './foot.js';
import type {Profile} from './profile.js';

/** Every profile, in the order of `profileNames`. */
export const profiles: readonly Profile[] = [CAR, BICYCLE, FOOT];
