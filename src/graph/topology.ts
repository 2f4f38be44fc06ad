import {FORBIDDEN, type ForbiddenWords, ROOT} from './forbidden-words.js';
import {Growable, GrowableInt32} from './growable.js';
import {headNode, type Heading, tailNode, turnedRound} from './heading.js';
import type {TravelGraph} from './travel-graph.js';
import {startZone, Zone, zoneAfter} from './zone.js';

/** The heading of an arc that runs along no edge: the turn at a dead end. */
export const NO_HEADING = -1;

/** Places and the arcs between them, by tail and then heading. */
export interface Topology {
  /** The road node of each place. */
  readonly roadNode: Int32Array;
  /** Arcs of place n: `firstArc[n]` up to `firstArc[n + 1]`. */
  readonly firstArc: Uint32Array;
  readonly head: Int32Array;
  /** NO_HEADING for the turn at a dead end. */
  readonly heading: Int32Array;
  readonly departs: Uint8Array;
}

/**
 * The places that a traveller can come to, and the arcs between them: the road graph times what decides what is still
 * permitted, which is the state of the forbidden words, the destination-only zone, and whether the traveller stands
 * at an end where nothing is left but to turn round. Only places that can be reached exist, besides those that a trip
 * may start from.
 */
export function exploreTopology(graph: TravelGraph, words: ForbiddenWords): Topology {
  return new Explorer(graph, words).explore();
}

/** What a place stands for, beside its node and zone; the number that it goes with is in brackets. */
const Kind = {
  /** Nothing travelled counts any more [node]. */
  Free: 0,
  /** In the midst of some word [state of the forbidden words, never ROOT]. */
  Bound: 1,
  /** Where a heading came to an end: only the turn leaves [heading]. */
  DeadEnd: 2,
  /** Only the way back from a heading leaves, and what was travelled before is forgotten [heading]. */
  Turned: 3,
} as const;
type Kind = (typeof Kind)[keyof typeof Kind];

class Explorer {
  private readonly roadNode = new GrowableInt32();
  private readonly kind = new Growable((length) => new Uint8Array(length));
  private readonly number = new GrowableInt32();
  private readonly zone = new Growable((length) => new Uint8Array(length));
  private readonly placeOf = new Map<number, number>();
  private readonly firstArc = new Growable((length) => new Uint32Array(length));
  private readonly head = new GrowableInt32();
  private readonly heading = new GrowableInt32();
  private readonly departs = new Growable((length) => new Uint8Array(length));

  constructor(
    private readonly graph: TravelGraph,
    private readonly words: ForbiddenWords,
  ) {}

  explore(): Topology {
    const {graph} = this;
    for (let node = 0; node < graph.nodeCount; node++) this.addPlace(Kind.Free, node, Zone.Ordinary, node);
    for (let heading = 0; heading < graph.usable.length; heading++) {
      if (graph.usable[heading] && graph.destinationOnly[heading])
        this.freePlace(tailNode(graph, heading), Zone.Started);
    }
    // places are numbered as they are found and left in that order, so arcs come sorted by their tails
    for (let place = 0; place < this.roadNode.length; place++) {
      this.firstArc.push(this.head.length);
      this.leave(place);
    }
    this.firstArc.push(this.head.length);
    return {
      roadNode: this.roadNode.toArray(),
      firstArc: this.firstArc.toArray(),
      head: this.head.toArray(),
      heading: this.heading.toArray(),
      departs: this.departs.toArray(),
    };
  }

  private leave(place: number): void {
    const node = this.roadNode.at(place);
    const kind = this.kind.at(place) as Kind;
    const zone = this.zone.at(place) as Zone;
    const number = this.number.at(place);
    if (kind === Kind.DeadEnd) this.addArc(NO_HEADING, this.turnedPlace(number, zone), false);
    else if (kind === Kind.Turned) this.leaveBy(turnedRound(number), ROOT, zone, false);
    else this.leaveFreely(node, kind === Kind.Bound ? number : ROOT, zone, kind === Kind.Free);
  }

  private leaveFreely(node: number, state: number, zone: Zone, mayStart: boolean): void {
    const {firstOut, out, destinationOnly} = this.graph;
    for (let at = firstOut[node]; at < firstOut[node + 1]; at++) {
      const heading = out[at];
      this.leaveBy(heading, state, zone, mayStart && zone === startZone(destinationOnly[heading]));
    }
  }

  private leaveBy(heading: Heading, state: number, zone: Zone, departs: boolean): void {
    const {usable, destinationOnly} = this.graph;
    const nextState = this.words.next(state, heading);
    const nextZone = zoneAfter(zone, destinationOnly[heading]);
    if (!usable[heading] || nextState === FORBIDDEN || nextZone === Zone.Closed) return;
    this.addArc(heading, this.arrival(heading, nextState, nextZone), departs);
  }

  /** The place that `heading` leads to. */
  private arrival(heading: Heading, state: number, zone: Zone): number {
    const {graph, words} = this;
    const node = headNode(graph, heading);
    const back = turnedRound(heading);
    const canTurn = graph.usable[back] === 1 && zoneAfter(zone, graph.destinationOnly[back]) !== Zone.Closed;
    const avoidsUTurns = graph.profile.avoidsUTurns;
    if (graph.barred[node]) return avoidsUTurns && canTurn ? this.deadEnd(heading, zone) : this.turned(heading, zone);
    const isFreeToTurn = !avoidsUTurns && words.next(state, back) !== FORBIDDEN;
    // where words forbid all else, turning round is left even to those whom a word forbids it: nobody is trapped
    if (canTurn && !isFreeToTurn && !this.hasOther(node, state, zone, back)) return this.deadEnd(heading, zone);
    return state === ROOT ? this.freePlace(node, zone) : this.place(Kind.Bound, state, zone, node);
  }

  /** Whether something else than `back` may be travelled on from a node. */
  private hasOther(node: number, state: number, zone: Zone, back: Heading): boolean {
    const {graph, words} = this;
    for (let at = graph.firstOut[node]; at < graph.firstOut[node + 1]; at++) {
      const heading = graph.out[at];
      if (heading === back || zoneAfter(zone, graph.destinationOnly[heading]) === Zone.Closed) continue;
      if (words.next(state, heading) !== FORBIDDEN) return true;
    }
    return false;
  }

  private deadEnd(heading: Heading, zone: Zone): number {
    return this.place(Kind.DeadEnd, heading, zone, headNode(this.graph, heading));
  }

  /** Where the turn at a dead end leads to: the node's own place, if the way back is all that leaves it. */
  private turnedPlace(heading: Heading, zone: Zone): number {
    const node = headNode(this.graph, heading);
    const isOnlyWay = !this.hasOther(node, ROOT, zone, turnedRound(heading));
    return isOnlyWay ? this.freePlace(node, zone) : this.turned(heading, zone);
  }

  private turned(heading: Heading, zone: Zone): number {
    return this.place(Kind.Turned, heading, zone, headNode(this.graph, heading));
  }

  private freePlace(node: number, zone: Zone): number {
    return zone === Zone.Ordinary ? node : this.place(Kind.Free, node, zone, node);
  }

  private place(kind: Kind, number: number, zone: Zone, node: number): number {
    const key = kind + 4 * (zone + 4 * number);
    let place = this.placeOf.get(key);
    if (place === undefined) {
      place = this.addPlace(kind, number, zone, node);
      this.placeOf.set(key, place);
    }
    return place;
  }

  private addPlace(kind: Kind, number: number, zone: Zone, node: number): number {
    this.roadNode.push(node);
    this.kind.push(kind);
    this.number.push(number);
    this.zone.push(zone);
    return this.roadNode.length - 1;
  }

  private addArc(heading: Heading, head: number, departs: boolean): void {
    this.heading.push(heading);
    this.head.push(head);
    this.departs.push(departs ? 1 : 0);
  }
}
