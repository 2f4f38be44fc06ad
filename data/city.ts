import {Arterials} from './arterials.js';
import {openTraps} from './car-network.js';
import {cellOf} from './cell.js';
import {fillCountry} from './districts/country.js';
import type {FillDistrict} from './districts/district.js';
import {fillGrid} from './districts/grid.js';
import {fillIndustry} from './districts/industry.js';
import {fillOldTown} from './districts/old-town.js';
import {fillPark} from './districts/park.js';
import {fillSuburb} from './districts/suburb.js';
import {Draft} from './draft.js';
import type {Point} from './line.js';
import {drawMotorway} from './motorway.js';
import {Names} from './names.js';
import {Plan} from './plan.js';
import {Random} from './random.js';
import {drawRestrictions} from './restrictions.js';
import {River} from './river.js';
import {Terrain, type Bank} from './terrain.js';

/** Of the whole city, so that its river does not run due west: radians. */
const turnRadians = 0.28;
const middleLon = -30;
const middleLat = 45;
const metresPerDegree = 111_195;

export interface CitySize {
  /** About how many edges the city shall have. */
  readonly edges: number;
  readonly seed: number;
}

/** Draws a city: the same size and seed give the same city. */
export function drawCity({edges, seed}: CitySize): Draft {
  const random = new Random(`city ${seed}`);
  const draft = new Draft();
  const terrain = new Terrain(random.fork('terrain'), radiusFor(edges));
  const plan = new Plan(random.fork('plan'), terrain);
  const names = new Names(random.fork('names'));
  const arterials = new Arterials(draft, plan, random.fork('arterials'), names);
  for (const ring of plan.motorways) drawMotorway(draft, plan, arterials, ring);

  const river = new River(draft, plan, arterials, names, random.fork('river'));
  river.drawBridges();
  river.drawIslands();
  river.drawFerries();
  for (let band = 0; band < plan.bands; band++) {
    for (const bank of [1, -1] as const) {
      for (let j = 0; j < plan.sectors[band]; j++) fillCell(draft, plan, arterials, names, random, band, bank, j);
    }
  }
  river.drawPromenade();
  arterials.drawWays();
  drawRestrictions(draft, arterials.crossroads, random.fork('restrictions'));
  river.drawWater();
  openTraps(draft);
  return draft;
}

/**
 * Where a point of the drawing lies on Earth: [lon, lat], degrees. The city is in the open Atlantic, about 600 km from
 * the nearest island; each parallel keeps its scale (sinusoidal projection of a sphere).
 */
export function placeOnEarth([x, y]: Point): Point {
  const [cos, sin] = [Math.cos(turnRadians), Math.sin(turnRadians)];
  const lat = middleLat + (x * sin + y * cos) / metresPerDegree;
  const lon = middleLon + (x * cos - y * sin) / (metresPerDegree * Math.cos((lat * Math.PI) / 180));
  return [lon, lat];
}

/** Edges grow with the area; measured on cities of 10,000 to 1,000,000. */
function radiusFor(edges: number): number {
  return 37 * Math.sqrt(edges);
}

function fillCell(
  draft: Draft,
  plan: Plan,
  arterials: Arterials,
  names: Names,
  random: Random,
  band: number,
  bank: Bank,
  j: number,
): void {
  const own = random.fork(`cell ${band} ${bank} ${j}`);
  const cell = cellOf(plan, arterials, band, bank, j);
  const name = names.district();
  const [x, y] = cell.middle;
  // Two neighbours share a direction now and then, as districts that were planned together do
  const planned = random.fork(`direction ${band} ${bank} ${j >> 1}`).between(-0.45, 0.45);
  const angle = Math.atan2(y, x) + planned;
  fillOf(plan, band, bank, j, own)({draft, cell, random: own, names, name, angle});
  draft.node(cell.middle, {place: band === 0 ? 'quarter' : 'suburb', name});
}

/** What a cell becomes: old and dense in the middle, suburbs further out, works and fields at the edge. */
function fillOf(plan: Plan, band: number, bank: Bank, j: number, random: Random): FillDistrict {
  if (band === 0) return bank === 1 ? fillOldTown : fillGrid;
  if (band === 1) return bank === 1 && j === 2 ? fillPark : fillGrid;
  const dice = random.next();
  const outermost = band === plan.bands - 1 || (plan.bands > 12 && band > plan.bands * 0.9);
  if (outermost) return dice < 0.5 ? fillCountry : dice < 0.78 ? fillSuburb : dice < 0.9 ? fillIndustry : fillGrid;
  if (dice < 0.07) return fillPark;
  if (band === 2) return dice < 0.8 ? fillGrid : fillSuburb;
  if (dice < 0.11) return fillOldTown;
  return dice < 0.2 ? fillIndustry : dice < 0.52 ? fillGrid : fillSuburb;
}
