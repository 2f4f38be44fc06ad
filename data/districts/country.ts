import type {Tags} from '../draft.js';
import type {District} from './district.js';
import {layLattice} from './lattice.js';
import {drawnLinks, drawStreets, dropUnreached, Groups} from './street.js';

const lane: Tags = {highway: 'unclassified', surface: 'asphalt', maxspeed: '70'};
const tracks: readonly Tags[] = [
  {highway: 'track', tracktype: 'grade1', surface: 'asphalt'},
  {highway: 'track', tracktype: 'grade2', surface: 'gravel'},
  {highway: 'track', tracktype: 'grade3', surface: 'compacted'},
  {highway: 'track', tracktype: 'grade4', surface: 'dirt', motor_vehicle: 'agricultural'},
  {highway: 'track', tracktype: 'grade5', surface: 'grass', motor_vehicle: 'no'},
  {highway: 'path', surface: 'ground', smoothness: 'bad'},
];

/** Fields: a lane or two, tracks of every grade, paths. */
export function fillCountry({draft, cell, random, names, name, angle}: District): void {
  const spacing = [random.between(180, 240), random.between(140, 180)] as const;
  const lattice = layLattice(cell, {angle, spacing, jitter: 0.22, swingMetres: 40}, random);
  const streets = [...lattice.rows, ...lattice.columns];
  streets.forEach((each, i) => {
    const isLane = i % 4 === 1;
    each.name = isLane ? names.street('country', name) : null;
    const tags = isLane ? lane : random.pick(tracks);
    for (const link of each.links) if (link) link.tags = tags;
  });
  dropUnreached(streets);
  const groups = new Groups();
  for (const link of random.shuffle(drawnLinks(streets))) {
    if (!groups.unite(link.from, link.to) && link.tags !== lane && random.chance(0.65)) link.tags = null;
  }
  drawStreets(draft, streets);
  draft.line(cell.polygon, {landuse: random.pick(['farmland', 'meadow', 'forest'])}, true);
}
