import {parseDuration} from './duration.js';
import type {Tags} from './profile.js';

/** A way on which the traveller is carried: at the speed of what carries it, or in the time that the way says. */
export interface Crossing {
  readonly kmh: number;
  readonly waySeconds: number | null;
}

/** The crossing that a way is; null for a road. */
export function findCrossing(tags: Tags, roadClass: string): Crossing | null {
  if (roadClass === 'ferry') return {kmh: FERRY_KMH, waySeconds: parseDuration(tags.duration)};
  if (roadClass === 'shuttle_train') return {kmh: SHUTTLE_TRAIN_KMH, waySeconds: parseDuration(tags.duration)};
  return null;
}

/** Ours: half the speed of a slow ferry (10 knots), for the wait and the boarding that the way does not tell. */
const FERRY_KMH = 10;
/** Ours: the Gotthard and Furka car trains with their loading come to about this. */
const SHUTTLE_TRAIN_KMH = 30;
