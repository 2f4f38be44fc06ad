import type {SnapAsk} from '../routing/engine.js';
import {enumOf} from './enum-of.js';

export type Profile = SnapAsk['profile'];

export const Profile = enumOf<Profile>('Profile', 'Who travels.', {
  CAR: 'By car: bound by one-way streets, turn restrictions and access rules for motor vehicles.',
  BICYCLE: 'By bicycle: on cycleways and roads that bicycles may use; one-way streets bind it as far as they say so.',
  FOOT: 'On foot: paths and roads in both directions, steps included, no motorways.',
});
