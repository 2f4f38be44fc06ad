import type {Arterials} from './arterials.js';
import {arterialTags} from './arterial-tags.js';
import {Cell} from './cell.js';
import type {Draft, Tags} from './draft.js';
import {fillGrid} from './districts/grid.js';
import {between, circle, distance, type Point} from './line.js';
import type {Names} from './names.js';
import type {Plan} from './plan.js';
import type {Random} from './random.js';
import {Road} from './road.js';

/** Bridges are not built where the river is wider; ferries cross there. */
const longestBridgeMetres = 190;

/** All that belongs to the river: bridges, ferries, the promenade, the islands in its mouth, the water itself. */
export class River {
  private readonly outlines: number[] = [];

  constructor(
    private readonly draft: Draft,
    private readonly plan: Plan,
    private readonly arterials: Arterials,
    private readonly names: Names,
    private readonly random: Random,
  ) {}

  /** Bridges of the rings, and the old bridge in the middle; one of them takes a toll, one is for walkers alone. */
  drawBridges(): void {
    this.drawBridge(0, true, {
      highway: 'secondary',
      name: 'Old Bridge',
      maxspeed: '30',
      surface: 'sett',
      sidewalk: 'both',
    });
    for (let ring = 1; ring <= this.plan.bands; ring++) {
      if (this.plan.isMotorway(ring)) continue;
      for (const east of [true, false]) {
        const name = `${this.names.district()} Bridge`;
        const random = this.random.fork(name);
        if (ring === 3 && !east) {
          this.drawBridge(ring, east, {highway: 'footway', bicycle: 'yes', name, surface: 'wood', lit: 'yes'});
        } else if (ring === 2 && east) {
          this.drawBridge(ring, east, {...arterialTags('primary', {name, random}), toll: 'yes'});
        } else if (ring % 2 === 0 || random.chance(0.5)) {
          this.drawBridge(ring, east, arterialTags(ring === 1 ? 'secondary' : 'tertiary', {name, random}));
        }
      }
    }
  }

  /** A car ferry where the river is too wide for bridges, and one on foot in the city. */
  drawFerries(): void {
    const {draft, plan, arterials} = this;
    const band = plan.bands - 1;
    const [north, south] = [arterials.radialRoad(band, 1, plan.sectors[band]), arterials.radialRoad(band, -1, 0)];
    const carFerry = {motor_vehicle: 'yes', bicycle: 'yes', foot: 'yes', duration: '00:06', name: 'Estuary Ferry'};
    this.drawFerry(
      north.low.join(north.low.lengthMetres * 0.55),
      south.low.join(south.low.lengthMetres * 0.55),
      carFerry,
    );
    const [northQuay, southQuay] = [arterials.radialRoad(3, 1, 0), arterials.radialRoad(3, -1, plan.sectors[3])];
    const footFerry = {motor_vehicle: 'no', bicycle: 'yes', foot: 'yes', duration: '4', name: 'Quay Ferry', fee: 'yes'};
    const at = northQuay.low.lengthMetres / 2;
    this.drawFerry(northQuay.low.join(at), southQuay.low.join(at), footFerry);
    draft.tag(northQuay.low.join(at), {amenity: 'ferry_terminal'});
  }

  /** Two islands in the mouth: a ferry goes to the first; the second is on its own, with roads and all. */
  drawIslands(): void {
    const radius = this.plan.terrain.radiusMetres;
    const middle = (x: number): Point =>
      between(this.plan.terrain.place([x, 0], 1), this.plan.terrain.place([x, 0], -1), 0.5);
    const harbour = this.drawIsland(middle(-radius - 560), [330, 205], 'mph');
    this.drawIsland(middle(-radius - 1330), [260, 180], 'km/h');
    const end = this.plan.sectorsAt(this.plan.bands);
    const pier = this.arterials.crossing(this.plan.bands, 1, end).node('low');
    const tags = {motor_vehicle: 'yes', bicycle: 'yes', foot: 'yes', duration: '00:15', name: 'Island Ferry'};
    this.drawFerry(pier, harbour, tags);
  }

  /** A way for walkers and riders between the north bank's embankment road and the water, under the bridges. */
  drawPromenade(): void {
    const {draft, plan, arterials} = this;
    const tags = {
      highway: 'cycleway',
      foot: 'designated',
      segregated: 'no',
      surface: 'asphalt',
      name: 'North Promenade',
    };
    const reach = plan.ringRadii[Math.min(4, plan.bands - 1)];
    const points = plan.terrain.quay(1, reach, -reach, 55);
    const nodes = points.map((point) => draft.node(point));
    for (let start = 0; start < nodes.length - 1; start += 40) draft.way(nodes.slice(start, start + 41), tags);
    for (let band = 0; band < Math.min(4, plan.bands - 1); band++) {
      [0, plan.sectors[band]].forEach((j, side) => {
        const road = arterials.radialRoad(band, 1, j).low;
        const joint = road.join(road.lengthMetres * (side === 0 ? 0.4 : 0.6));
        const nearest = nodes.reduce((best, node) =>
          distance(draft.point(node), draft.point(joint)) < distance(draft.point(best), draft.point(joint))
            ? node
            : best,
        );
        const link: Tags =
          (band + side) % 2 === 0 ? {highway: 'footway', bicycle: 'yes'} : {highway: 'steps', step_count: '18'};
        draft.way([joint, nearest], {...link, surface: 'paving_stones'});
      });
    }
  }

  /** The water as areas, the islands cut out of the last, and the river's line. */
  drawWater(): void {
    const {draft, plan} = this;
    const {terrain} = plan;
    const [east, west] = [terrain.radiusMetres + 900, -terrain.radiusMetres - 2000];
    const name = 'River Quarrow';
    const islandsFrom = -terrain.radiusMetres - 150;
    for (let from = east; from > west;) {
      const to = from > islandsFrom && from - 5000 < islandsFrom ? islandsFrom : Math.max(west, from - 5000);
      const shore = [...terrain.shore(1, from, to, 70), ...[...terrain.shore(-1, from, to, 70)].reverse()];
      const holdsIslands = from <= islandsFrom;
      const outer = draft.line(shore, holdsIslands ? {} : {natural: 'water', water: 'river', name}, true);
      if (holdsIslands) {
        const inner = this.outlines.map((ref) => ({type: 'way' as const, ref, role: 'inner'}));
        const tags = {type: 'multipolygon', natural: 'water', water: 'river', name};
        draft.relation([{type: 'way', ref: outer, role: 'outer'}, ...inner], tags);
      }
      from = to;
    }
  }

  private drawBridge(ring: number, east: boolean, tags: Tags): void {
    const n = this.plan.sectorsAt(ring);
    const [north, south] = [
      this.arterials.crossing(ring, 1, east ? 0 : n),
      this.arterials.crossing(ring, -1, east ? n : 0),
    ];
    if (distance(north.point, south.point) > longestBridgeMetres) return;
    const ends = [north, south].map((crossroads) => crossroads.node('low'));
    const options = {tags: {...tags, bridge: 'yes', layer: '1'}, startNode: ends[0], endNode: ends[1]};
    const road = new Road(this.draft, [north.point, south.point], {...options, closedMetres: Infinity});
    this.arterials.roads.push(road);
    north.approaches.push({road, atStart: true, node: ends[0]});
    south.approaches.push({road, atStart: false, node: ends[1]});
  }

  private drawFerry(from: number, to: number, tags: Tags): void {
    const {draft} = this;
    const middle = [0.15, 0.5, 0.85].map((part) => draft.node(between(draft.point(from), draft.point(to), part)));
    draft.way([from, ...middle, to], {route: 'ferry', ...tags});
  }

  /** An island with a road round it and a small grid inside; the node of its harbour. */
  private drawIsland(middle: Point, [halfLength, halfWidth]: readonly [number, number], unit: 'mph' | 'km/h'): number {
    const {draft, names} = this;
    const name = names.district();
    const random = this.random.fork(`island ${name}`);
    const wobble = Array.from({length: 20}, () => random.between(0.9, 1.08));
    const outline = (scale: number) =>
      circle([0, 0], 1, 20).map(([x, y], i): Point => [
        middle[0] + x * halfLength * wobble[i] * scale,
        middle[1] + y * halfWidth * wobble[i] * scale,
      ]);
    this.outlines.push(draft.line(outline(1.14), {place: 'island', name: `${name} Island`}, true));

    const shore = outline(1);
    const corners = [0, 10].map((i) => draft.node(shore[i]));
    const tags = {
      ...arterialTags('unclassified', {name: `${name} Shore Road`, random}),
      maxspeed: unit === 'mph' ? '30 mph' : '50',
    };
    const roads = [shore.slice(0, 11), [...shore.slice(10), shore[0]]].map(
      (line, i) => new Road(draft, line, {tags, startNode: corners[i], endNode: corners[1 - i], closedMetres: 30}),
    );
    this.arterials.roads.push(...roads);
    const sides = roads.map((road) => ({line: road.line, road, reversed: false, clearanceMetres: 28}));
    fillGrid({draft, cell: new Cell(sides), random, names, name, angle: random.between(0, 1)});
    return corners[0];
  }
}
