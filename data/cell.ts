import type {Arterials} from './arterials.js';
import {contains, crossing, distance, lineLength, partOfLine, pointAlong, type Line, type Point} from './line.js';
import type {Plan} from './plan.js';
import type {Road} from './road.js';
import type {Bank} from './terrain.js';

/** One side of a cell. */
export interface Side {
  /** Along the cell's edge, counter-clockwise. */
  readonly line: Line;
  /** The road that runs along it; null where no street may join (a motorway, the ends of a bridge). */
  readonly road: Road | null;
  /** Whether the road runs against the side. */
  readonly reversed: boolean;
  /** How near streets may come to it without joining it. */
  readonly clearanceMetres: number;
}

/** Where a street meets a road at a cell's edge. */
export interface Meeting {
  readonly point: Point;
  readonly road: Road;
  /** Metres from the road's start. */
  readonly at: number;
}

/** A piece of land between arterials, counter-clockwise; a district fills it with streets. */
export class Cell {
  readonly polygon: Line;

  constructor(readonly sides: readonly Side[]) {
    this.polygon = sides.flatMap(({line}) => line.slice(0, -1));
  }

  get middle(): Point {
    const sum = this.polygon.reduce<Point>(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
    return [sum[0] / this.polygon.length, sum[1] / this.polygon.length];
  }

  /** Whether a crossing of streets may lie here: inside, and clear of the roads around. */
  isClear(point: Point): boolean {
    return contains(this.polygon, point) && this.sides.every((side) => isFar(side.line, point, side.clearanceMetres));
  }

  /** Whether the straight line between two points inside stays inside. */
  isWithin(from: Point, to: Point): boolean {
    return this.sides.every(({line}) => {
      for (let i = 1; i < line.length; i++) if (crossing(from, to, line[i - 1], line[i])) return false;
      return true;
    });
  }

  /** Where a street from a point inside to one outside first meets a road that it may join; null where it may not. */
  meeting(from: Point, to: Point): Meeting | null {
    let nearest = Infinity;
    let meeting: Meeting | null = null;
    for (const {line, road, reversed} of this.sides) {
      let at = 0;
      for (let i = 1; i < line.length; i++) {
        const step = distance(line[i - 1], line[i]);
        const hit = crossing(from, to, line[i - 1], line[i]);
        if (hit && hit.ofFirst < nearest) {
          nearest = hit.ofFirst;
          const along = at + hit.ofSecond * step;
          const ofRoad = road && reversed ? road.lengthMetres - along : along;
          meeting = road?.isOpenAt(ofRoad) ? meetingAt(road, ofRoad) : null;
        }
        at += step;
      }
    }
    return meeting;
  }
}

function meetingAt(road: Road, near: number): Meeting {
  const at = road.placeNear(near);
  return {road, at, point: pointAlong(road.line, at)};
}

/** The cell between radials j and j + 1 in a band of a bank. */
export function cellOf(plan: Plan, arterials: Arterials, band: number, bank: Bank, j: number): Cell {
  const n = plan.sectors[band];
  const times = plan.sectorsAt(band + 1) / n;
  const low = arterials.radialRoad(band, bank, j).high;
  const high = arterials.radialRoad(band, bank, j + 1).low;
  const sides: Side[] = [along(low, false)];
  if (plan.isMotorway(band + 1)) {
    sides.push(...motorwaySides(plan.ringLine(band + 1, bank, j, n), low.line[low.line.length - 1], false));
  } else {
    for (let k = j * times; k < (j + 1) * times; k++) sides.push(along(arterials.ringRoad(band + 1, bank, k), false));
  }
  sides.push(along(high, true));
  if (plan.isMotorway(band)) sides.push(...motorwaySides(plan.ringLine(band, bank, j, n), high.line[0], true));
  else if (band > 0) sides.push(along(arterials.ringRoad(band, bank, j), true));
  return new Cell(closeGaps(sides));
}

function along(road: Road, reversed: boolean): Side {
  return {line: reversed ? [...road.line].reverse() : road.line, road, reversed, clearanceMetres: 30};
}

/** A motorway's side in three parts: streets keep away from the ramps near its ends. */
function motorwaySides(ring: Line, from: Point, reversed: boolean): Side[] {
  const line = reversed ? [...ring].reverse() : ring;
  const length = lineLength(line);
  const ramps = Math.min(340, length / 3);
  const parts: [number, number, number][] = [
    [0, ramps, 128],
    [ramps, length - ramps, 60],
    [length - ramps, length, 128],
  ];
  const sides = parts.map(([start, end, clearanceMetres]) => ({
    line: partOfLine(line, start, end),
    road: null,
    reversed,
    clearanceMetres,
  }));
  return [closed(from, line[0]), ...sides];
}

function closed(from: Point, to: Point): Side {
  return {line: [from, to], road: null, reversed: false, clearanceMetres: 40};
}

/** Roads end a little before the corners (at a roundabout's rim, at a bridge); a closed side joins them. */
function closeGaps(sides: readonly Side[]): Side[] {
  return sides.flatMap((side, i) => {
    const next = sides[(i + 1) % sides.length].line[0];
    const end = side.line[side.line.length - 1];
    return distance(end, next) > 0.01 ? [side, closed(end, next)] : [side];
  });
}

function isFar(line: Line, point: Point, metres: number): boolean {
  const limit = metres * metres;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1];
    const [dx, dy] = [line[i][0] - ax, line[i][1] - ay];
    const part = Math.min(1, Math.max(0, ((point[0] - ax) * dx + (point[1] - ay) * dy) / (dx * dx + dy * dy || 1)));
    if ((point[0] - ax - part * dx) ** 2 + (point[1] - ay - part * dy) ** 2 < limit) return false;
  }
  return true;
}
