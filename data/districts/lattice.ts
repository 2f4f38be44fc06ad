import type {Cell} from '../cell.js';
import {between, crossing, distance, type Point} from '../line.js';
import type {Random} from '../random.js';
import {Joint, type Link, type Street} from './street.js';

export interface LatticeShape {
  /** Direction of the rows, radians from east. */
  readonly angle: number;
  /** Between columns and between rows, metres. */
  readonly spacing: readonly [number, number];
  /** How far a crossing may lie from its place in the lattice, as a part of the spacing; below 0.4. */
  readonly jitter: number;
  /** How far rows and columns swing to and fro, metres. */
  readonly swingMetres: number;
}

/** Two families of streets that cross within a cell, and end at the roads around it where these may be joined. */
export interface Lattice {
  /** Row j: its link i leads from column i to column i + 1. */
  readonly rows: readonly Street[];
  /** Column i: its link j leads from row j to row j + 1. */
  readonly columns: readonly Street[];
}

/** Lays a lattice over a cell. Its links have no tags yet; what lies outside is null. */
export function layLattice(cell: Cell, shape: LatticeShape, random: Random): Lattice {
  const places = new Places(cell, shape, random);
  const {columns, rows} = places;
  const joints = Array.from({length: columns}, (_, i) =>
    Array.from({length: rows}, (_, j) => {
      const point = places.at(i, j);
      return cell.isClear(point) ? new Joint(point) : null;
    }),
  );
  const link = (i: number, j: number, nextI: number, nextJ: number): Link | null => {
    const [from, to] = [joints[i][j], joints[nextI][nextJ]];
    if (from && to) {
      if (!cell.isWithin(from.point, to.point)) return null;
      const middle = shape.swingMetres > 12 ? [new Joint(places.at((i + nextI) / 2, (j + nextJ) / 2))] : [];
      return {from, to, middle, tags: null};
    }
    const inside = from ?? to;
    if (!inside) return null;
    // The next place may lie short of the road, too near to it for a crossing; the street goes on all the same
    const beyond = between(inside.point, from ? places.at(nextI, nextJ) : places.at(i, j), 1.7);
    const meeting = cell.meeting(inside.point, beyond);
    if (!meeting || distance(meeting.point, inside.point) < 14) return null;
    const edge = new Joint(meeting.point, meeting);
    return {from: from ?? edge, to: to ?? edge, middle: [], tags: null};
  };
  const lattice = {
    rows: Array.from({length: rows}, (_, j) => ({
      name: null,
      links: Array.from({length: columns - 1}, (_, i) => link(i, j, i + 1, j)),
    })),
    columns: Array.from({length: columns}, (_, i) => ({
      name: null,
      links: Array.from({length: rows - 1}, (_, j) => link(i, j, i, j + 1)),
    })),
  };
  dropCrossed([...lattice.rows, ...lattice.columns]);
  return lattice;
}

/** A street's last stretch is left out where it would cross another street without a crossing. */
function dropCrossed(streets: readonly {links: (Link | null)[]}[]): void {
  for (const {links} of streets) {
    for (let i = 0; i < links.length; i++) {
      const link = links[i];
      if (!link || (!link.from.meets && !link.to.meets)) continue;
      if (streets.some((other) => other.links.some((each) => each && each !== link && cross(link, each))))
        links[i] = null;
    }
  }
}

function cross(straight: Link, other: Link): boolean {
  const [from, to] = [straight.from.point, straight.to.point];
  if ([other.from, other.to].some((joint) => joint === straight.from || joint === straight.to)) return false;
  let before = other.from.point;
  for (const {point} of [...other.middle, other.to]) {
    const isSameEnd = distance(point, from) < 0.1 || distance(point, to) < 0.1;
    const isSameStart = distance(before, from) < 0.1 || distance(before, to) < 0.1;
    if (!isSameEnd && !isSameStart && crossing(from, to, before, point)) return true;
    before = point;
  }
  return false;
}

/** Where the crossings of a lattice lie. */
class Places {
  readonly columns: number;
  readonly rows: number;
  private readonly origin: Point;
  private readonly along: Point;
  private readonly jitter: (readonly [number, number])[];
  private readonly phases: readonly [number, number];

  constructor(
    cell: Cell,
    private readonly shape: LatticeShape,
    random: Random,
  ) {
    this.along = [Math.cos(shape.angle), Math.sin(shape.angle)];
    const [ax, ay] = this.along;
    const along = extent(cell.polygon.map(([x, y]) => x * ax + y * ay));
    const across = extent(cell.polygon.map(([x, y]) => y * ax - x * ay));
    const [su, sv] = shape.spacing;
    this.columns = Math.ceil((along.to - along.from) / su) + 2;
    this.rows = Math.ceil((across.to - across.from) / sv) + 2;
    const [u, v] = [along.from - su * random.between(0.3, 0.7), across.from - sv * random.between(0.3, 0.7)];
    this.origin = [u * ax - v * ay, u * ay + v * ax];
    this.jitter = Array.from({length: this.columns * this.rows}, () => [
      random.between(-shape.jitter, shape.jitter) * su,
      random.between(-shape.jitter, shape.jitter) * sv,
    ]);
    this.phases = [random.between(0, 2 * Math.PI), random.between(0, 2 * Math.PI)];
  }

  /** The place of column i and row j; a half lies between two. */
  at(i: number, j: number): Point {
    const [su, sv] = this.shape.spacing;
    const [a, b] = [this.jitterAt(Math.floor(i), Math.floor(j)), this.jitterAt(Math.ceil(i), Math.ceil(j))];
    const swing = this.shape.swingMetres;
    const u = i * su + (a[0] + b[0]) / 2 + swing * Math.sin((j * sv) / 85 + this.phases[0]);
    const v = j * sv + (a[1] + b[1]) / 2 + swing * Math.sin((i * su) / 95 + this.phases[1]);
    const [ax, ay] = this.along;
    return [this.origin[0] + u * ax - v * ay, this.origin[1] + u * ay + v * ax];
  }

  private jitterAt(i: number, j: number): readonly [number, number] {
    return this.jitter[i * this.rows + j];
  }
}

function extent(values: readonly number[]): {from: number; to: number} {
  return {from: Math.min(...values), to: Math.max(...values)};
}
