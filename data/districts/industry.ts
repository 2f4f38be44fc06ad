import type {Tags} from '../draft.js';
import {fillBlocks} from './blocks.js';
import type {District} from './district.js';
import {layLattice} from './lattice.js';
import {drawStreets, dropUnreached} from './street.js';

const street: Tags = {highway: 'unclassified', surface: 'concrete', maxspeed: '50', lanes: '2'};
const yard: Tags = {highway: 'service', surface: 'concrete', access: 'customers'};
const works: Tags = {highway: 'service', surface: 'asphalt', access: 'permissive', maxspeed: '20'};

/** Works and warehouses: few wide streets, service roads between the halls. */
export function fillIndustry({draft, cell, random, names, name, angle}: District): void {
  const spacing = [random.between(150, 190), random.between(105, 130)] as const;
  const lattice = layLattice(cell, {angle, spacing, jitter: 0.05, swingMetres: 0}, random);
  const paint = (streets: typeof lattice.rows, everyOther: number) =>
    streets.forEach((each, i) => {
      const isStreet = i % everyOther === 0;
      each.name = isStreet ? names.street('industry', name) : null;
      const tags = isStreet ? street : random.pick([yard, works]);
      for (const link of each.links) if (link) link.tags = random.chance(isStreet ? 0.03 : 0.25) ? null : tags;
    });
  paint(lattice.rows, 2);
  paint(lattice.columns, 3);
  const streets = [...lattice.rows, ...lattice.columns];
  dropUnreached(streets);
  fillBlocks(lattice, {draft, random, name});
  drawStreets(draft, streets);
  draft.line(cell.polygon, {landuse: 'industrial', name: `${name} Works`}, true);
}
