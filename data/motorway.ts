import type {Arterials, Passage} from './arterials.js';
import type {Draft, Tags} from './draft.js';
import {between, distance, lineLength, normalAt, type Line, type Point} from './line.js';
import type {Plan} from './plan.js';

/** From the middle of the motorway to the middle of each carriageway. */
const carriagewayMetres = 12;

/** How far before and after a crossing radial the ramps leave and join. */
const rampMetres = 290;

/** How far the way between a ramp and the motorway is from the motorway's middle, by the distance still to go. */
const rampShape: readonly (readonly [number, number])[] = [
  [225, 17],
  [165, 30],
  [110, 54],
  [60, 84],
];

/** Draws a motorway ring: two carriageways that keep to the right, ramps, bridges over the river, a tunnel. */
export function drawMotorway(draft: Draft, plan: Plan, arterials: Arterials, ring: number): void {
  const order = plan.motorways.indexOf(ring);
  const n = plan.sectorsAt(ring);
  const bankLine = (bank: 1 | -1) =>
    Array.from({length: n}, (_, j) => plan.ringLine(ring, bank, j, n).slice(j === 0 ? 0 : 1)).flat();
  const [north, south] = [bankLine(1), bankLine(-1)];
  const loop = new Loop([...north, ...south, north[0]]);

  const sections: Section[] = [];
  const bridge = {bridge: 'yes', layer: '1'};
  const [northEnd, southStart] = [lineLength(north), loop.lengthMetres - lineLength([...south, north[0]])];
  sections.push({from: northEnd - 70, to: southStart + 70, tags: bridge});
  sections.push({
    from: loop.lengthMetres - distance(south[south.length - 1], north[0]) - 70,
    to: loop.lengthMetres,
    tags: bridge,
  });
  sections.push({from: 0, to: 70, tags: bridge});
  const passages = arterials.passages.filter((passage) => passage.ring === ring);
  const places = passages.map((passage) => loop.nearest(between(passage.inner.point, passage.outer.point, 0.5)));
  sections.push(...tunnelBetween(places));

  const tags = {
    highway: 'motorway',
    name: order === 0 ? 'City Motorway Ring' : `Motorway Ring ${order + 1}`,
    ref: `A ${order + 1}`,
    lanes: '2',
    maxspeed: order === 0 ? '100' : '120',
    surface: 'asphalt',
    oneway: 'yes',
  };
  for (const outer of [true, false]) {
    const carriageway = new CarriagewayDraft(draft, loop, outer, sections, tags);
    passages.forEach((passage, i) => {
      if (passage.interchange)
        carriageway.drawRamps(passage, places[i], `${order + 1}${String(i + 1).padStart(2, '0')}`);
    });
    carriageway.drawWays();
  }
}

/** A tunnel in the middle of the longest stretch between two radials, where it is clear of the ramps of both. */
function tunnelBetween(places: readonly number[]): Section[] {
  let longest = {metres: 0, middle: 0};
  for (let i = 1; i < places.length; i++) {
    const metres = places[i] - places[i - 1];
    // The longest of all leads over the river
    if (metres > longest.metres && i !== places.length / 2) longest = {metres, middle: (places[i] + places[i - 1]) / 2};
  }
  const half = Math.min(180, longest.metres / 2 - rampMetres - 30);
  return half < 40
    ? []
    : [{from: longest.middle - half, to: longest.middle + half, tags: {tunnel: 'yes', layer: '-1'}}];
}

/** A stretch of the motorway with tags of its own, metres along the loop. */
interface Section {
  readonly from: number;
  readonly to: number;
  readonly tags: Tags;
}

/** The motorway's middle: a closed line with a normal everywhere. */
class Loop {
  readonly lengthMetres: number;
  readonly stations: readonly number[];

  constructor(readonly line: Line) {
    let at = 0;
    this.stations = line.map((point, i) => (at += i === 0 ? 0 : distance(line[i - 1], point)));
    this.lengthMetres = at;
  }

  /** A point beside the middle; metres to the right of the counter-clockwise direction, so outwards. */
  place(at: number, outwardMetres: number): Point {
    const wrapped = ((at % this.lengthMetres) + this.lengthMetres) % this.lengthMetres;
    let low = 0;
    let high = this.stations.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.stations[middle] <= wrapped) low = middle;
      else high = middle;
    }
    const part = (wrapped - this.stations[low]) / (this.stations[high] - this.stations[low] || 1);
    const [x, y] = between(this.line[low], this.line[high], part);
    const [nx, ny] = between(this.normal(low), this.normal(high), part);
    return [x - nx * outwardMetres, y - ny * outwardMetres];
  }

  nearest(point: Point): number {
    let best = 0;
    for (let i = 1; i < this.line.length; i++) {
      if (distance(this.line[i], point) < distance(this.line[best], point)) best = i;
    }
    return this.stations[best];
  }

  private normal(i: number): Point {
    const last = this.line.length - 1;
    return i === 0 || i === last
      ? normalAt([this.line[last - 1], this.line[0], this.line[1]], 1)
      : normalAt(this.line, i);
  }
}

class CarriagewayDraft {
  private readonly stops: {at: number; node: number; cut: boolean}[] = [];
  private readonly side: number;

  constructor(
    private readonly draft: Draft,
    private readonly loop: Loop,
    private readonly outer: boolean,
    private readonly sections: readonly Section[],
    private readonly tags: Tags,
  ) {
    this.side = outer ? 1 : -1;
    for (const at of [0, ...sections.flatMap(({from, to}) => [from, to])]) this.stop(at, true);
  }

  /** The ramps of one interchange: off before the radial in the direction of travel, and on after it. */
  drawRamps(passage: Passage, at: number, exit: string): void {
    const direction = this.outer ? 1 : -1;
    const roundabout = this.outer ? passage.outer : passage.inner;
    for (const off of [true, false]) {
      const way = off ? -direction : direction;
      const nose = this.stop(at + way * rampMetres, true);
      const points = rampShape.map(([before, aside]) => this.loop.place(at + way * before, this.side * aside));
      const end = roundabout.end('low', points[points.length - 1]);
      const nodes = [nose, ...points.map((point) => this.draft.node(point)), end.node];
      const link = {highway: 'motorway_link', oneway: 'yes', lanes: '1', maxspeed: '60', surface: 'asphalt'};
      this.draft.way(off ? nodes : nodes.reverse(), link);
      if (off) this.draft.tag(nose, {highway: 'motorway_junction', ref: exit});
    }
  }

  /** Ways from cut to cut, each in the direction of travel. */
  drawWays(): void {
    for (const at of this.loop.stations) this.stop(at, false);
    const stops = [...this.stops].sort((a, b) => a.at - b.at);
    const round = [...stops, {...stops[0], at: this.loop.lengthMetres}];
    let start = 0;
    for (let i = 1; i < round.length; i++) {
      if (!round[i].cut) continue;
      const middle = (round[start].at + round[i].at) / 2;
      const section = this.sections.find(({from, to}) => middle > from && middle < to);
      const nodes = round.slice(start, i + 1).map(({node}) => node);
      this.draft.way(this.outer ? nodes : nodes.reverse(), {...this.tags, ...section?.tags});
      start = i;
    }
  }

  /** The carriageway's node at a place: the one that is near, for cuts come before mere vertices, or a new one. */
  private stop(at: number, cut: boolean): number {
    const {lengthMetres} = this.loop;
    const wrapped = ((at % lengthMetres) + lengthMetres) % lengthMetres;
    const gap = (other: number) => Math.min(Math.abs(other - wrapped), lengthMetres - Math.abs(other - wrapped));
    const near = this.stops.find((stop) => gap(stop.at) < 15);
    if (near) return near.node;
    const node = this.draft.node(this.loop.place(wrapped, this.side * carriagewayMetres));
    this.stops.push({at: wrapped, node, cut});
    return node;
  }
}
