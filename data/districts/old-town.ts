import type {Tags} from '../draft.js';
import type {District} from './district.js';
import {layLattice} from './lattice.js';
import {drawStreets, dropUnreached} from './street.js';

const lane: Tags = {highway: 'residential', surface: 'sett', maxspeed: '20', lit: 'yes'};
const oneWayLane: Tags = {...lane, oneway: 'yes', 'oneway:bicycle': 'no'};
const pedestrian: Tags = {highway: 'pedestrian', surface: 'paving_stones', lit: 'yes'};
const shared: Tags = {highway: 'pedestrian', surface: 'paving_stones', bicycle: 'yes', lit: 'yes'};
const quiet: Tags = {highway: 'living_street', access: 'destination', surface: 'cobblestone', lit: 'yes'};
const passage: Tags = {highway: 'footway', surface: 'paving_stones', lit: 'yes'};
const steps: Tags = {highway: 'steps', step_count: '24', incline: 'up', handrail: 'yes', surface: 'paving_stones'};
const rampedSteps: Tags = {highway: 'steps', step_count: '16', incline: 'up', 'ramp:bicycle': 'yes'};

/** The old town: crooked lanes close together, streets on foot, steps from one to the next. */
export function fillOldTown({draft, cell, random, names, name, angle}: District): void {
  const shape = {angle: angle + 0.35, spacing: [58, 49] as const, jitter: 0.27, swingMetres: 11};
  const lattice = layLattice(cell, shape, random);
  const streets = [...lattice.rows, ...lattice.columns];
  for (const street of streets) {
    street.name = names.street('oldTown', name);
    const tags = random.pick([lane, lane, oneWayLane, pedestrian, shared, quiet, passage]);
    for (const link of street.links) {
      if (!link) continue;
      const dice = random.next();
      if (dice < 0.1) link.tags = null;
      else if (dice < 0.15) link.tags = random.pick([steps, rampedSteps]);
      else link.tags = tags;
    }
  }
  dropUnreached(streets);
  drawStreets(draft, streets);
}
