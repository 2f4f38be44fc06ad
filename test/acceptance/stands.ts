import type {TravelGraph} from '../../src/graph/travel-graph.js';
import {type Direction, endOf} from './turns-as-read.js';

/** Turning round where nothing else is left, milliseconds. */
const turnMilliseconds = 20_000;

/** Junctions past a restriction within which nobody turns round who would rather not. */
const junctionsPastRestriction = 2;

type Zone = 0 | 1 | 2;
/** On roads for all; on destination-only roads since the start; on such roads that were entered from others. */
const [ordinary, started, entered]: readonly Zone[] = [0, 1, 2];

/**
 * Everything that a traveller can be at, found by walking: on which edge, in which direction, with what behind. The
 * rules are those of docs/decisions/0001, applied to the roads as they were read; the search graphs, which have the
 * same rules in their topology, are not looked at.
 */
export class Stands {
  /** The direction that is travelled at each stand. */
  readonly direction: Direction[] = [];
  /** Stands that follow stand s: `next[firstNext[s]]` up to `next[firstNext[s + 1]]`. */
  readonly firstNext: number[] = [0];
  readonly next: number[] = [];
  /** Milliseconds that turning round takes before each of `next`. */
  readonly turn: number[] = [];
  /** By direction: where a trip stands that starts on it; -1 where that is not allowed. */
  readonly start: Int32Array;
  private readonly zone: Zone[] = [];
  /** What was travelled, the direction itself last, as far back as it may still matter. */
  private readonly behind: (readonly Direction[])[] = [];
  private readonly known = new Map<string, number>();
  private readonly endings = new Map<Direction, (readonly Direction[])[]>();
  private readonly beginnings = new Set<string>();
  private readonly noTurning: ReadonlySet<number>;

  constructor(
    readonly travel: TravelGraph,
    forbidden: readonly (readonly Direction[])[],
  ) {
    for (const sequence of forbidden) {
      const last = sequence[sequence.length - 1];
      this.endings.set(last, [...(this.endings.get(last) ?? []), sequence]);
      for (let length = 2; length < sequence.length; length++) this.beginnings.add(sequence.slice(0, length).join());
    }
    this.noTurning = travel.profile.avoidsUTurns ? nodesNear(travel, forbidden) : new Set();
    this.start = Int32Array.from(travel.usable, (usable, direction) =>
      usable ? this.stand([direction], travel.destinationOnly[direction] ? started : ordinary) : -1,
    );
    for (let stand = 0; stand < this.direction.length; stand++) {
      this.goOn(this.behind[stand], this.zone[stand]);
      this.firstNext.push(this.next.length);
    }
  }

  private goOn(behind: readonly Direction[], zone: Zone): void {
    const {travel} = this;
    const last = behind[behind.length - 1];
    const node = endOf(travel, last);
    const back = last % 2 === 0 ? last + 1 : last - 1;
    const mayGo = (direction: Direction) => travel.usable[direction] === 1 && this.zoneOn(direction, zone) !== null;
    if (travel.barred[node]) {
      if (mayGo(back)) this.follow([back], zone, travel.profile.avoidsUTurns ? turnMilliseconds : 0);
      return;
    }
    const leaving = Array.from(travel.out.subarray(travel.firstOut[node], travel.firstOut[node + 1]));
    const allowed = leaving.filter((direction) => mayGo(direction) && !this.isForbidden(behind, direction));
    const others = allowed.filter((direction) => direction !== back);
    const mayTurnFreely = !travel.profile.avoidsUTurns && allowed.includes(back);
    if (others.length === 0 && !mayTurnFreely) {
      if (mayGo(back)) this.follow([back], zone, turnMilliseconds);
      return;
    }
    for (const direction of allowed) this.follow([...behind, direction], zone, 0);
  }

  private follow(travelled: readonly Direction[], zone: Zone, turnMs: number): void {
    this.next.push(this.stand(travelled, this.zoneOn(travelled[travelled.length - 1], zone)!));
    this.turn.push(turnMs);
  }

  private stand(travelled: readonly Direction[], zone: Zone): number {
    const behind = this.stillMatters(travelled);
    const key = `${zone}:${behind.join()}`;
    let stand = this.known.get(key);
    if (stand === undefined) {
      stand = this.direction.length;
      this.known.set(key, stand);
      this.direction.push(behind[behind.length - 1]);
      this.zone.push(zone);
      this.behind.push(behind);
    }
    return stand;
  }

  /** The longest end of what was travelled that begins a forbidden sequence; the last direction at least. */
  private stillMatters(travelled: readonly Direction[]): readonly Direction[] {
    for (let from = 0; from < travelled.length - 1; from++) {
      const end = travelled.slice(from);
      if (this.beginnings.has(end.join())) return end;
    }
    return travelled.slice(-1);
  }

  private isForbidden(behind: readonly Direction[], direction: Direction): boolean {
    const last = behind[behind.length - 1];
    if (direction >> 1 === last >> 1 && direction !== last && this.noTurning.has(endOf(this.travel, last))) return true;
    return (this.endings.get(direction) ?? []).some((sequence) => {
      const before = sequence.slice(0, -1);
      return before.length <= behind.length && before.join() === behind.slice(-before.length).join();
    });
  }

  private zoneOn(direction: Direction, zone: Zone): Zone | null {
    if (!this.travel.destinationOnly[direction]) return zone === entered ? null : ordinary;
    return zone === ordinary ? entered : zone;
  }
}

/** Nodes at a restriction, and on from it up to the last junction of so many; where a road merely goes on is none. */
function nodesNear(travel: TravelGraph, forbidden: readonly (readonly Direction[])[]): ReadonlySet<number> {
  const waysOut = (node: number) => Array.from(travel.out.subarray(travel.firstOut[node], travel.firstOut[node + 1]));
  const least = new Map<number, number>();
  const visit = (node: number, junctions: number): number[] => {
    if ((least.get(node) ?? Infinity) <= junctions) return [];
    least.set(node, junctions);
    return [node];
  };
  let round = [...forbidden].flatMap((sequence) =>
    sequence.slice(0, -1).flatMap((direction) => visit(endOf(travel, direction), 0)),
  );
  while (round.length > 0) {
    round = round.flatMap((node) =>
      (least.get(node) === junctionsPastRestriction ? [] : waysOut(node)).flatMap((direction) => {
        const beyond = endOf(travel, direction);
        return visit(beyond, least.get(node)! + (waysOut(beyond).length > 2 ? 1 : 0));
      }),
    );
  }
  return new Set([...least.keys()].filter((node) => waysOut(node).length >= 2));
}
