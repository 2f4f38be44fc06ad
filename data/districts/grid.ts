import type {Tags} from '../draft.js';
import {fillBlocks} from './blocks.js';
import type {District} from './district.js';
import {layLattice} from './lattice.js';
import {drawStreets, dropUnreached, type Street} from './street.js';
import {drawTurningPlaces} from './turning-place.js';

/** A residential grid: straight streets with blocks between them, some of them one-way in turn, some of them quiet. */
export function fillGrid({draft, cell, random, names, name, angle}: District): void {
  const spacing = [random.between(88, 122), random.between(64, 84)] as const;
  const lattice = layLattice(cell, {angle, spacing, jitter: 0.06, swingMetres: random.between(0, 9)}, random);
  const oneWays = random.chance(0.45);
  const streets = [lattice.rows, lattice.columns].flatMap((family) =>
    family.map((street, i) => {
      street.name = names.street('grid', name);
      const tags = streetTags(random.next(), oneWays && i % 3 !== 0);
      for (const link of street.links) if (link) link.tags = random.chance(0.05) ? null : tags;
      return {street, isTurned: i % 2 === 1};
    }),
  );
  const asLaid = streets.map(({street}) => street);
  dropUnreached(asLaid);
  fillBlocks(lattice, {draft, random, name});
  drawStreets(
    draft,
    streets.map(({street, isTurned}) => (isTurned ? turned(street) : street)),
  );
  drawTurningPlaces(draft, asLaid, random);
}

/** The same street drawn from its other end: one-way streets run to and fro in turn. */
function turned({name, links}: Street): Street {
  const turnedLinks = links.map(
    (link) => link && {from: link.to, to: link.from, middle: [...link.middle].reverse(), tags: link.tags},
  );
  return {name, links: turnedLinks.reverse()};
}

function streetTags(dice: number, oneWay: boolean): Tags {
  const base = {highway: 'residential', surface: 'asphalt', lit: 'yes'};
  if (dice < 0.06) return {highway: 'living_street', access: 'destination', surface: 'paving_stones', lit: 'yes'};
  if (dice < 0.1) return {...base, highway: 'unclassified', maxspeed: '50', sidewalk: 'both'};
  if (oneWay && dice < 0.5)
    return {...base, maxspeed: '30', oneway: 'yes', 'oneway:bicycle': 'no', 'cycleway:left': 'lane'};
  if (oneWay) return {...base, maxspeed: '30', oneway: 'yes'};
  if (dice < 0.55) return {...base, maxspeed: '30', 'source:maxspeed': 'zone'};
  return dice < 0.62 ? {...base, maxspeed: '30', surface: 'sett'} : {...base, maxspeed: '50'};
}
