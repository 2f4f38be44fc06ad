import CheapRuler from 'cheap-ruler';
import Flatbush from 'flatbush';
import {type Road} from '../../src/graph/road.js';
import {crossings} from './crossings.js';
import {UNITS_PER_DEGREE, type Lines} from './lines.js';
import {type PlaceIndex} from './place-index.js';
import {Segments} from './segments.js';

export interface NodingOptions {
  /** How far apart two line ends, or an end and a line, may be to count as one place. */
  readonly toleranceMetres: number;
  /** What becomes of lines that cross without a vertex there: joined, or left to pass over one another. */
  readonly crossings: 'join' | 'leave';
}

/**
 * Finds where lines meet, for files that do not say so. One place are: vertices of equal coordinates on one level (see
 * level.ts); a line's end and any vertex within the tolerance; and, where an end lies within the tolerance of a line in mid-segment, the end and a
 * new vertex of that line there. With `crossings: 'join'` a crossing counts as an end of both lines. Places hang
 * together transitively; the one where most lines end gives its coordinates to all.
 * @returns the roads in the order of the lines; null for a line that is shorter than the tolerance
 */
export function* nodeLines(lines: Lines, options: NodingOptions): Generator<Road | null> {
  const segments = new Segments(lines);
  const joints: Joint[] = [];
  const hubs = endsOf(segments);
  const crossed = options.crossings === 'join' ? placeCrossings(lines, segments, joints) : [];
  const groups = new Groups(lines.places.count);
  const {x, y, level} = lines.places.coordinates();
  const {place} = segments;

  for (const hub of [...hubs.keys(), ...crossed]) {
    const near = new Nearness(x[hub], y[hub], options.toleranceMetres);
    for (const segment of segments.within(near.minX, near.minY, near.maxX, near.maxY)) {
      const vertex = segments.vertex(segment);
      const [a, b] = [place[vertex], place[vertex + 1]];
      // a crossing is on one level; an end may be where a bridge starts, and joins whatever is near
      if (!hubs.has(hub) && level[hub] !== level[a]) continue;
      const atA = near.reaches(x[a], y[a]);
      const atB = near.reaches(x[b], y[b]);
      if (atA) groups.join(hub, a);
      if (atB) groups.join(hub, b);
      if (atA || atB) continue;
      const fraction = near.along(x[a], y[a], x[b], y[b]);
      if (fraction !== null) joints.push({vertex, fraction, place: hub});
    }
  }
  joinCrossings(crossed, {x, y, level}, options.toleranceMetres, groups);

  const shown = groups.shown(hubs);
  let line = 0;
  for (const nodes of nodesOf(segments, sorted(joints), groups)) {
    yield nodes.length >= 2 ? roadAlong(nodes, lines, line, x, y, shown) : null;
    line++;
  }
}

/** A new vertex between a vertex and the next. */
interface Joint {
  readonly vertex: number;
  /** 0..1 of the way to the next vertex. */
  readonly fraction: number;
  readonly place: number;
}

/** The places where lines end, and how many do. */
function endsOf({firstVertex, place}: Segments): Map<number, number> {
  const ends = new Map<number, number>();
  for (let line = 0; line + 1 < firstVertex.length; line++) {
    for (const end of [place[firstVertex[line]], place[firstVertex[line + 1] - 1]]) {
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
  }
  return ends;
}

/** Gives each crossing a place, and a vertex in both lines. @returns the places */
function placeCrossings(lines: Lines, segments: Segments, joints: Joint[]): number[] {
  const places = new Set<number>();
  for (const {x, y, level, vertices, fractions} of [...crossings(lines, segments)]) {
    const place = lines.places.number(x, y, level);
    places.add(place);
    vertices.forEach((vertex, i) => joints.push({vertex, fraction: fractions[i], place}));
  }
  return [...places];
}

/** Crossings are no vertices, so that only this finds two that are near each other. */
function joinCrossings(
  crossed: readonly number[],
  {x, y, level}: ReturnType<PlaceIndex['coordinates']>,
  toleranceMetres: number,
  groups: Groups,
): void {
  if (crossed.length === 0) return;
  const index = new Flatbush(crossed.length, 16, Int32Array);
  for (const place of crossed) index.add(x[place], y[place], x[place], y[place]);
  index.finish();
  for (const place of crossed) {
    const near = new Nearness(x[place], y[place], toleranceMetres);
    for (const other of index.search(near.minX, near.minY, near.maxX, near.maxY)) {
      const there = crossed[other];
      if (level[there] === level[place] && near.reaches(x[there], y[there])) groups.join(place, there);
    }
  }
}

function sorted(joints: Joint[]): Joint[] {
  return joints.sort((a, b) => a.vertex - b.vertex || a.fraction - b.fraction || a.place - b.place);
}

/** The places along each line, joints included, each in the number of its group and never twice in a row. */
function* nodesOf({firstVertex, place}: Segments, joints: readonly Joint[], groups: Groups): Generator<number[]> {
  let joint = 0;
  for (let line = 0; line + 1 < firstVertex.length; line++) {
    const nodes: number[] = [];
    const visit = (at: number) => {
      const node = groups.of(at);
      if (nodes[nodes.length - 1] !== node) nodes.push(node);
    };
    for (let vertex = firstVertex[line]; vertex < firstVertex[line + 1]; vertex++) {
      visit(place[vertex]);
      for (; joint < joints.length && joints[joint].vertex === vertex; joint++) visit(joints[joint].place);
    }
    yield nodes;
  }
}

function roadAlong(
  nodes: readonly number[],
  lines: Lines,
  line: number,
  x: Int32Array,
  y: Int32Array,
  shown: Int32Array,
): Road {
  const coordinates = new Float64Array(2 * nodes.length);
  for (const [i, node] of nodes.entries()) {
    coordinates[2 * i] = x[shown[node]] / UNITS_PER_DEGREE;
    coordinates[2 * i + 1] = y[shown[node]] / UNITS_PER_DEGREE;
  }
  return {sourceId: lines.sourceId(line), tags: lines.tags(line), coordinates, nodeIds: Float64Array.from(nodes)};
}

/** What is within a distance of a place; plane geometry with the metres per degree of its latitude. */
class Nearness {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  private readonly metresX: number;
  private readonly metresY: number;

  constructor(
    private readonly x: number,
    private readonly y: number,
    private readonly metres: number,
  ) {
    const ruler = new CheapRuler(y / UNITS_PER_DEGREE, 'meters');
    this.metresX = ruler.kx / UNITS_PER_DEGREE;
    this.metresY = ruler.ky / UNITS_PER_DEGREE;
    // a unit more, as the index compares rounded boxes
    const [reachX, reachY] = [metres / this.metresX + 1, metres / this.metresY + 1];
    [this.minX, this.minY, this.maxX, this.maxY] = [x - reachX, y - reachY, x + reachX, y + reachY];
  }

  reaches(x: number, y: number): boolean {
    return Math.hypot((x - this.x) * this.metresX, (y - this.y) * this.metresY) <= this.metres;
  }

  /** Where on the segment a..b the place is nearest, 0..1; null where that is beyond the distance, or at an end. */
  along(ax: number, ay: number, bx: number, by: number): number | null {
    const [ux, uy] = [(bx - ax) * this.metresX, (by - ay) * this.metresY];
    const [px, py] = [(this.x - ax) * this.metresX, (this.y - ay) * this.metresY];
    const fraction = (px * ux + py * uy) / (ux * ux + uy * uy);
    if (fraction <= 0 || fraction >= 1) return null;
    return Math.hypot(px - fraction * ux, py - fraction * uy) <= this.metres ? fraction : null;
  }
}

/** Places that are one: union-find, the lowest number stands for its group, so that the order of joining is no matter. */
class Groups {
  private readonly parent: Int32Array;

  constructor(count: number) {
    this.parent = Int32Array.from({length: count}, (_, place) => place);
  }

  of(place: number): number {
    const {parent} = this;
    while (parent[place] !== place) place = parent[place] = parent[parent[place]];
    return place;
  }

  join(a: number, b: number): void {
    const [rootA, rootB] = [this.of(a), this.of(b)];
    if (rootA < rootB) this.parent[rootB] = rootA;
    else this.parent[rootA] = rootB;
  }

  /** By group, the place whose coordinates it shows: where most lines end, the first in the file among equals. */
  shown(ends: ReadonlyMap<number, number>): Int32Array {
    const shown = Int32Array.from(this.parent.keys());
    const most = new Int32Array(this.parent.length);
    for (let place = 0; place < this.parent.length; place++) {
      const group = this.of(place);
      const count = ends.get(place) ?? 0;
      if (count <= most[group]) continue;
      most[group] = count;
      shown[group] = place;
    }
    return shown;
  }
}
