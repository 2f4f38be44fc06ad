import type {Draft, Tags} from '../draft.js';
import {between, type Point} from '../line.js';
import type {Random} from '../random.js';
import type {Lattice} from './lattice.js';
import {drawStreets, Joint, type Link} from './street.js';

/**
 * What lies inside the blocks of a lattice: alleys on foot from street to street, private drives behind gates, car
 * parks, yards; and bollards that close a street to cars half-way.
 */
export function fillBlocks(
  lattice: Lattice,
  {draft, random, name}: {draft: Draft; random: Random; name: string},
): void {
  for (let j = 0; j + 1 < lattice.rows.length; j++) {
    for (let i = 0; i + 1 < lattice.columns.length; i++) {
      const bottom = lattice.rows[j].links[i];
      const top = lattice.rows[j + 1].links[i];
      if (!isWhole(bottom) || !isWhole(top)) continue;
      const dice = random.next();
      if (dice < 0.13) drawAlley(draft, bottom, top, random);
      else if (dice < 0.25) drawDrive(draft, bottom, top, random);
      else if (dice < 0.31) drawCarPark(draft, bottom, top, name);
      else if (dice < 0.325 && bottom.tags?.highway === 'residential') {
        draft.tag(joinMiddle(bottom).drawNode(draft), {barrier: 'bollard', bicycle: 'yes', foot: 'yes'});
      }
    }
  }
}

/** A link between two crossings that nothing joins yet. */
function isWhole(link: Link | null): link is Link {
  return link !== null && link.tags !== null && !link.from.meets && !link.to.meets && link.middle.length === 0;
}

function joinMiddle(link: Link): Joint {
  const joint = new Joint(between(link.from.point, link.to.point, 0.5));
  link.middle.push(joint);
  return joint;
}

function drawAlley(draft: Draft, bottom: Link, top: Link, random: Random): void {
  const [from, to] = [joinMiddle(bottom), joinMiddle(top)];
  const tags = random.pick<Tags>([
    {highway: 'footway', surface: 'paving_stones', lit: 'yes'},
    {highway: 'footway', surface: 'asphalt'},
    {highway: 'path', surface: 'compacted', bicycle: 'yes'},
  ]);
  const middle = new Joint(between(from.point, to.point, random.between(0.4, 0.6)));
  drawStreets(draft, [{name: null, links: [{from, to, middle: [middle], tags}]}]);
  if (random.chance(0.3)) draft.tag(middle.drawNode(draft), {barrier: 'cycle_barrier', bicycle: 'yes'});
}

function drawDrive(draft: Draft, bottom: Link, top: Link, random: Random): void {
  const from = joinMiddle(bottom);
  const inward = middleOf(top);
  const gate = new Joint(between(from.point, inward, 0.16));
  const to = new Joint(between(from.point, inward, random.between(0.4, 0.62)));
  const tags = {highway: 'service', service: 'driveway', access: 'private'};
  drawStreets(draft, [{name: null, links: [{from, to, middle: [gate], tags}]}]);
  draft.tag(gate.drawNode(draft), {barrier: 'gate', access: 'private'});
}

function drawCarPark(draft: Draft, bottom: Link, top: Link, name: string): void {
  const from = joinMiddle(bottom);
  const inward = middleOf(top);
  const barrier = new Joint(between(from.point, inward, 0.14));
  const middle = new Joint(between(from.point, inward, 0.36));
  const ends = [bottom.from.point, bottom.to.point].map((corner) => new Joint(between(middle.point, corner, 0.35)));
  const way = {highway: 'service', surface: 'asphalt'};
  const aisle = {highway: 'service', service: 'parking_aisle', surface: 'asphalt'};
  drawStreets(draft, [
    {name: `${name} Car Park`, links: [{from, to: middle, middle: [barrier], tags: way}]},
    {name: null, links: ends.map((to) => ({from: middle, to, middle: [], tags: {...aisle}}))},
  ]);
  draft.tag(barrier.drawNode(draft), {barrier: 'lift_gate', access: 'yes'});
}

function middleOf(link: Link): Point {
  return between(link.from.point, link.to.point, 0.5);
}
