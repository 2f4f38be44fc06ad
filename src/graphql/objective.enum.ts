import type {Objective as ObjectiveName} from '../routing/cost.js';
import {enumOf} from './enum-of.js';

export type Objective = ObjectiveName;

export const Objective = enumOf<Objective>('Objective', 'What the best way minimises.', {
  FASTEST: 'The least duration; among equals the least distance.',
  SHORTEST: 'The least distance; among equals the least duration.',
});
