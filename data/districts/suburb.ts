import type {Tags} from '../draft.js';
import type {District} from './district.js';
import {layLattice} from './lattice.js';
import {drawnLinks, drawStreets, dropUnreached, Groups} from './street.js';
import {drawTurningPlaces} from './turning-place.js';

const street: Tags = {highway: 'residential', surface: 'asphalt', maxspeed: '30', lit: 'yes'};
const footLink: Tags = {highway: 'footway', surface: 'asphalt'};
const cycleLink: Tags = {
  highway: 'path',
  bicycle: 'designated',
  foot: 'designated',
  segregated: 'no',
  surface: 'asphalt',
};

/** A suburb: winding streets that meet the arterials in a few places, culs-de-sac, short cuts on foot between them. */
export function fillSuburb({draft, cell, random, names, name, angle}: District): void {
  const spacing = [random.between(74, 92), random.between(62, 76)] as const;
  const shape = {angle, spacing, jitter: 0.13, swingMetres: random.between(18, 30)};
  const lattice = layLattice(cell, shape, random);
  const streets = [...lattice.rows, ...lattice.columns];
  for (const each of streets) {
    each.name = names.street('suburb', name);
    for (const link of each.links) if (link) link.tags = street;
  }
  dropUnreached(streets);

  const groups = new Groups();
  let entrances = 0;
  for (const link of random.shuffle(drawnLinks(streets))) {
    const isEntrance = link.from.meets !== null || link.to.meets !== null;
    const joins = groups.unite(link.from, link.to);
    // Few ways in, but two at least; few loops, so that most streets end in a turning place
    const keep = isEntrance ? entrances < 2 || joins || random.chance(0.3) : joins || random.chance(0.2);
    if (isEntrance && keep) entrances++;
    if (keep) continue;
    const dice = random.next();
    link.tags = isEntrance || dice > 0.3 ? null : dice < 0.2 ? footLink : cycleLink;
  }
  const named = streets.map((each) => ({
    ...each,
    links: each.links.map((link) => (link?.tags === street ? link : null)),
  }));
  const unnamed = streets.map((each) => ({
    name: null,
    links: each.links.map((link) => (link?.tags && link.tags !== street ? link : null)),
  }));
  drawStreets(draft, [...named, ...unnamed]);
  drawTurningPlaces(draft, streets, random);
}
