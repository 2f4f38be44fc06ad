import type {ReachAsk} from '../routing/engine.js';
import {enumOf} from './enum-of.js';

export type Direction = ReachAsk['direction'];

export const Direction = enumOf<Direction>('Direction', 'Which way an isochrone is travelled.', {
  DEPART: 'Where a traveller who departs from an origin gets to.',
  ARRIVE: 'Where a traveller who arrives at an origin may come from.',
});
