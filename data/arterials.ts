import {radialRoadClass, refOf, ringClass} from './arterial-class.js';
import {arterialTags} from './arterial-tags.js';
import {connect, Crossroads, type Carriageway} from './crossroads.js';
import type {Draft} from './draft.js';
import {between, distance, lineLength, offsetLine, partOfLine, pointAlong, type Line} from './line.js';
import type {Names} from './names.js';
import type {Plan, RadialClass} from './plan.js';
import type {Random} from './random.js';
import type {Road} from './road.js';
import type {Bank} from './terrain.js';

/** From the middle of a divided road to the middle of each carriageway. */
const carriagewayMetres = 7;

/** A stretch of a radial: one road, or the two carriageways of a divided one (low: outwards, high: inwards). */
export type RadialRoad = Readonly<Record<Carriageway, Road>>;

/** A radial's passage over or under a motorway. */
export interface Passage {
  readonly ring: number;
  readonly bank: Bank;
  /** Radial j of the sectors at this ring. */
  readonly j: number;
  /** Whether ramps lead to the motorway here. */
  readonly interchange: boolean;
  /** Towards the middle, and away from it. */
  readonly inner: Crossroads;
  readonly outer: Crossroads;
}

/** The arterials of the plan as roads between crossroads: rings, radials and the embankments. */
export class Arterials {
  readonly roads: Road[] = [];
  readonly crossroads: Crossroads[] = [];
  readonly passages: Passage[] = [];
  private readonly crossings = new Map<string, Crossroads>();
  private readonly ringRoads = new Map<string, Road>();
  private readonly radialRoads = new Map<string, RadialRoad>();
  private readonly radialNames = new Map<string, string>();

  constructor(
    private readonly draft: Draft,
    private readonly plan: Plan,
    private readonly random: Random,
    private readonly names: Names,
  ) {
    for (const bank of [1, -1] as const) {
      for (let band = 0; band < plan.bands; band++) {
        for (let j = 0; j <= plan.sectors[band]; j++) this.buildRadial(band, bank, j);
      }
      for (let ring = 1; ring <= plan.bands; ring++) {
        if (!plan.isMotorway(ring)) this.buildRing(ring, bank);
      }
      this.buildWaysOut(bank);
    }
  }

  /** Where a radial meets a ring; j of the sectors at this ring. */
  crossing(ring: number, bank: Bank, j: number): Crossroads {
    const key = ring === 0 ? `${bank}:0` : `${bank}:${ring}:${j}`;
    let crossroads = this.crossings.get(key);
    if (!crossroads) {
      this.crossings.set(key, (crossroads = this.buildCrossing(ring, bank, j)));
      this.crossroads.push(crossroads);
    }
    return crossroads;
  }

  ringRoad(ring: number, bank: Bank, j: number): Road {
    return found(this.ringRoads, `${bank}:${ring}:${j}`);
  }

  /** Radial j of the band's sectors, from the band's inner ring to its outer one (or as near as a motorway lets it). */
  radialRoad(band: number, bank: Bank, j: number): RadialRoad {
    return found(this.radialRoads, `${bank}:${band}:${j}`);
  }

  /** Draws every way; no street may join afterwards. */
  drawWays(): void {
    for (const road of this.roads) road.drawWay();
    for (const crossroads of this.crossroads) {
      const main = mainTags(crossroads);
      if (main) crossroads.drawWay(main);
    }
  }

  private buildCrossing(ring: number, bank: Bank, j: number): Crossroads {
    const n = this.plan.sectorsAt(ring);
    const point = this.plan.crossing(ring, bank, j, n);
    const radial = this.plan.radialClass(j, n);
    if (this.isDivided(ring - 1, radial) && this.isDivided(ring, radial)) {
      const across = this.plan.ringLine(ring, bank, j, n);
      const part = carriagewayMetres / distance(across[0], across[1]);
      const high = between(across[0], across[1], part);
      return Crossroads.split(this.draft, between(high, point, 2), high);
    }
    const quiet = radial !== 'embankment' && radial !== 'trunk' && ring > 1;
    if (quiet && this.random.fork(`roundabout ${bank} ${ring} ${j}`).chance(0.2)) {
      return Crossroads.roundabout(this.draft, point, 17);
    }
    return Crossroads.plain(this.draft, point);
  }

  private buildRing(ring: number, bank: Bank): void {
    const n = this.plan.sectorsAt(ring);
    const random = this.random.fork(`ring ${ring}`);
    const name = this.nameOf(`ring ${ring}`, 'ring');
    const tags = arterialTags(ringClass(ring, this.plan), {name, random});
    for (let j = 0; j < n; j++) {
      const start = {crossroads: this.crossing(ring, bank, j), carriageway: 'high' as const};
      const end = {crossroads: this.crossing(ring, bank, j + 1), carriageway: 'low' as const};
      const road = connect(this.draft, this.plan.ringLine(ring, bank, j, n), start, end, {tags});
      this.ringRoads.set(`${bank}:${ring}:${j}`, road);
      this.roads.push(road);
    }
  }

  private buildRadial(band: number, bank: Bank, j: number): void {
    const {plan} = this;
    const n = plan.sectors[band];
    const radial = plan.radialClass(j, n);
    const outerJ = (j * plan.sectorsAt(band + 1)) / n;
    const radii = [plan.radiusAt(band, bank, j, n), plan.radiusAt(band + 1, bank, j, n)] as const;
    let line = plan.radialLine(...radii, bank, j, n);
    let start: Crossroads;
    let end: Crossroads;
    const gapMetres = (ring: number, passage: Passage) =>
      distance(plan.crossing(ring, bank, j, n), passage.inner.point);
    if (plan.isMotorway(band) && radial !== 'embankment') {
      const passage = this.passage(band, bank, j);
      start = passage.outer;
      line = partOfLine(line, gapMetres(band, passage), lineLength(line));
    } else start = this.crossing(band, bank, j);
    if (plan.isMotorway(band + 1) && radial !== 'embankment') {
      const passage = this.passage(band + 1, bank, outerJ);
      end = passage.inner;
      line = partOfLine(line, 0, lineLength(line) - gapMetres(band + 1, passage));
    } else end = this.crossing(band + 1, bank, outerJ);
    this.radialRoads.set(`${bank}:${band}:${j}`, this.buildStretch(band, bank, j, line, start, end));
  }

  private buildStretch(
    band: number,
    bank: Bank,
    j: number,
    line: Line,
    start: Crossroads,
    end: Crossroads,
  ): RadialRoad {
    const n = this.plan.sectors[band];
    const radial = this.plan.radialClass(j, n);
    const key = this.plan.radialKey(bank, j, n);
    const random = this.random.fork(`radial ${key} ${band}`);
    const name = this.nameOf(`radial ${key}`, radial === 'embankment' ? 'embankment' : 'radial');
    const roadClass = radialRoadClass(radial, band, this.plan);
    if (!this.isDivided(band, radial)) {
      const tags = arterialTags(roadClass, {name, random, ref: refOf(radial, band, bank), divided: false});
      const carriageway = radial === 'embankment' && j === 0 ? 'high' : 'low';
      const options = {tags, closedMetres: radial === 'embankment' && this.nearMotorway(band) ? 70 : 48};
      const road = connect(this.draft, line, {crossroads: start, carriageway}, {crossroads: end, carriageway}, options);
      this.roads.push(road);
      return {low: road, high: road};
    }
    const tags = arterialTags('trunk', {name, random, ref: refOf(radial, band, bank), divided: true});
    const [low, high] = (['low', 'high'] as const).map((carriageway) => {
      const side = carriageway === 'low' ? -carriagewayMetres : carriagewayMetres;
      const direction = carriageway === 'low' ? ('forward' as const) : ('backward' as const);
      const ends = [start, end].map((crossroads) => ({crossroads, carriageway}));
      return connect(this.draft, offsetLine(line, side), ends[0], ends[1], {tags, direction});
    });
    this.roads.push(low, high);
    return {low, high};
  }

  /** The two crossroads beside a motorway, with the bridge between them. */
  private passage(ring: number, bank: Bank, j: number): Passage {
    const known = this.passages.find((passage) => passage.ring === ring && passage.bank === bank && passage.j === j);
    if (known) return known;
    const {plan, draft} = this;
    const n = plan.sectorsAt(ring);
    const radial = plan.radialClass(j, n);
    const interchange = radial === 'trunk' || radial === 'primary' || (radial === 'secondary' && j % 4 === 2);
    const gap = interchange ? 118 : 46;
    // An even number of steps: the vertex in the middle lies on the motorway
    const radius = plan.radiusAt(ring, bank, j, n);
    const line = plan.radialLine(radius - 240, radius + 240, bank, j, n);
    const at = lineLength(line.slice(0, (line.length + 1) / 2));
    const [inner, outer] = [at - gap, at + gap]
      .map((metres) => pointAlong(line, metres))
      .map((point) => (interchange ? Crossroads.roundabout(draft, point, 22) : Crossroads.plain(draft, point)));
    const name = this.nameOf(`radial ${plan.radialKey(bank, j, n)}`, 'radial');
    const roadClass = radialRoadClass(radial, ring, plan);
    const passageRandom = this.random.fork(`passage ${ring} ${bank} ${j}`);
    const tags = arterialTags(roadClass, {name, random: passageRandom, ref: refOf(radial, ring, bank)});
    const bridge = connect(
      draft,
      partOfLine(line, at - gap, at + gap),
      {crossroads: inner, carriageway: 'low'},
      {crossroads: outer, carriageway: 'low'},
      {tags: {...tags, bridge: 'yes', layer: '1'}, closedMetres: Infinity},
    );
    this.roads.push(bridge);
    this.crossroads.push(inner, outer);
    const passage = {ring, bank, j, interchange, inner, outer};
    this.passages.push(passage);
    return passage;
  }

  /** The important radials go on beyond the outermost ring, and end where the map does. */
  private buildWaysOut(bank: Bank): void {
    const {plan, draft} = this;
    const n = plan.sectorsAt(plan.bands);
    for (let j = 1; j < n; j++) {
      const radial = plan.radialClass(j, n);
      if (radial !== 'trunk' && radial !== 'primary') continue;
      const random = this.random.fork(`way out ${bank} ${j}`);
      const radius = plan.radiusAt(plan.bands, bank, j, n);
      const line = plan.radialLine(radius, radius + random.between(700, 1300), bank, j, n);
      const name = this.nameOf(`radial ${plan.radialKey(bank, j, n)}`, 'radial');
      const tags = {...arterialTags(radial, {name, random, ref: refOf(radial, plan.bands, bank)}), maxspeed: '90'};
      const end = Crossroads.plain(draft, line[line.length - 1]);
      const start = this.crossing(plan.bands, bank, j);
      const ends = [start, end].map((crossroads) => ({crossroads, carriageway: 'low' as const}));
      this.crossroads.push(end);
      this.roads.push(connect(draft, line, ends[0], ends[1], {tags, closedMetres: Infinity}));
    }
  }

  /** The trunk road is divided from the inner ring to the first motorway. */
  private isDivided(band: number, radial: RadialClass): boolean {
    return radial === 'trunk' && band >= 1 && band < (this.plan.motorways[0] ?? 0);
  }

  private nearMotorway(band: number): boolean {
    return this.plan.isMotorway(band) || this.plan.isMotorway(band + 1);
  }

  private nameOf(key: string, kind: 'radial' | 'ring' | 'embankment'): string {
    let name = this.radialNames.get(key);
    if (!name) {
      name = kind === 'embankment' ? `${this.names.district()} Embankment` : this.names.street(kind, 'Outer');
      this.radialNames.set(key, name);
    }
    return name;
  }
}

/** Tags of the most important road that meets a roundabout, or of the road that crosses a divided one. */
function mainTags(crossroads: Crossroads): Record<string, string> | null {
  if (crossroads.kind === 'plain') return null;
  const order = ['trunk', 'primary', 'secondary', 'tertiary', 'unclassified'];
  const roads = crossroads.approaches.map(({road}) => road);
  if (crossroads.kind === 'split') {
    const crossing = roads.find((road) => road.direction === 'both');
    return crossing ? {...crossing.tags} : null;
  }
  const rank = (road: Road) => order.indexOf(road.tags.highway);
  const main = roads.filter((road) => rank(road) >= 0).sort((a, b) => rank(a) - rank(b))[0];
  return main ? {highway: main.tags.highway, maxspeed: '30', lanes: '1', surface: 'asphalt', lit: 'yes'} : null;
}

function found<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The plan has no road ${key}.`);
  return value;
}
