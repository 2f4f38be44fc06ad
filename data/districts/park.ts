import type {Tags} from '../draft.js';
import {circle, type Point} from '../line.js';
import type {District} from './district.js';
import {layLattice} from './lattice.js';
import {drawStreets, dropUnreached} from './street.js';

const walks: readonly Tags[] = [
  {highway: 'footway', surface: 'fine_gravel'},
  {highway: 'path', surface: 'ground', bicycle: 'no'},
  {highway: 'cycleway', foot: 'designated', surface: 'asphalt', oneway: 'no'},
  {highway: 'footway', surface: 'asphalt', lit: 'yes', bicycle: 'permissive'},
  {highway: 'bridleway', surface: 'woodchips'},
];

/** A park: paths that wind between its entrances, and a pond. */
export function fillPark({draft, cell, random, names, name, angle}: District): void {
  const spacing = [random.between(120, 150), random.between(100, 130)] as const;
  const lattice = layLattice(cell, {angle, spacing, jitter: 0.3, swingMetres: 34}, random);
  const streets = [...lattice.rows, ...lattice.columns];
  for (const street of streets) {
    street.name = random.chance(0.4) ? names.street('park', name) : null;
    const tags = random.pick(walks);
    for (const link of street.links) if (link) link.tags = random.chance(0.2) ? null : tags;
  }
  dropUnreached(streets);
  drawStreets(draft, streets);
  for (const {links} of streets) {
    const entrance = links.find((link) => link?.tags && link.from.meets && link.middle.length === 0);
    if (entrance && random.chance(0.15)) draft.tag(entrance.to.drawNode(draft), {barrier: 'kissing_gate', foot: 'yes'});
  }
  draft.line(cell.polygon, {leisure: 'park', name: `${name} Park`}, true);
  const middle = cell.middle;
  const pond = circle([0, 0], 1, 18).map(([x, y]): Point => {
    const radius = random.between(34, 46);
    return [middle[0] + x * radius * 1.6, middle[1] + y * radius];
  });
  draft.line(pond, {natural: 'water', water: 'pond'}, true);
}
