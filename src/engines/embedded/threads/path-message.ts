import {profileNames} from '../../../profiles/profile.js';
import type {Objective} from '../../../routing/cost.js';
import type {PathAsk} from '../../../routing/engine.js';
import {NoRoute, type RoutingError, Timeout} from '../../../routing/errors.js';
import {Deadline} from '../deadline.js';
import type {FoundWay} from '../hierarchy-searches.js';
import type {SearchSpaces} from '../search-space.js';

const objectives: readonly Objective[] = ['FASTEST', 'SHORTEST'];

/** Of an ask: the places of profile and objective in their lists, then edge and fraction of either end. */
const NUMBERS = 6;

/** Of a way, before the arcs between the two: the first, the last, and how many are between. */
const HEAD = 3;
/** Instead of how many: the first arc is the last. */
const NONE_BETWEEN = -1;

/** Ways in the order of their asks. */
export interface PackedWays {
  /** Packed, see src/routing/cost.ts; Infinity: there is no way; NaN: it took too long. */
  readonly costs: Float64Array;
  /** The arcs of those that were found, one after another. */
  readonly arcs: Int32Array;
}

/** Asks as numbers, which another thread takes over quicker than objects. */
export function packPathAsks(asks: readonly PathAsk[]): Float64Array {
  const packed = new Float64Array(NUMBERS * asks.length);
  let at = 0;
  for (const {profile, objective, from, to} of asks) {
    packed[at++] = profileNames.indexOf(profile);
    packed[at++] = objectives.indexOf(objective);
    packed[at++] = from.edge;
    packed[at++] = from.fraction;
    packed[at++] = to.edge;
    packed[at++] = to.fraction;
  }
  return packed;
}

/**
 * Answers packed asks, all of weightings that have a hierarchy.
 * @param timeoutMs after which a search is given up, milliseconds
 */
export function findPackedWays(spaces: SearchSpaces, asks: Float64Array, timeoutMs: number): PackedWays {
  const costs = new Float64Array(asks.length / NUMBERS);
  const arcs: number[] = [];
  for (let ask = 0; ask < costs.length; ask++)
    costs[ask] = packWay(wayOf(spaces, asks, NUMBERS * ask, timeoutMs), arcs);
  return {costs, arcs: Int32Array.from(arcs)};
}

/** @param timeoutMs as they were asked with */
export function unpackWays({costs, arcs}: PackedWays, timeoutMs: number): (FoundWay | RoutingError)[] {
  const ways = new Array<FoundWay | RoutingError>(costs.length);
  let at = 0;
  for (let ask = 0; ask < costs.length; ask++) {
    const cost = costs[ask];
    if (cost < Infinity) {
      const [first, last, between] = [arcs[at], arcs[at + 1], arcs[at + 2]];
      at += HEAD;
      ways[ask] = {cost, first, last, between: between < 0 ? null : arcs.subarray(at, (at += between))};
    } else {
      ways[ask] = cost === Infinity ? new NoRoute() : new Timeout(timeoutMs);
    }
  }
  return ways;
}

function wayOf(spaces: SearchSpaces, asks: Float64Array, at: number, timeoutMs: number): FoundWay | null | Timeout {
  const searches = spaces.of(profileNames[asks[at]]).searchesFor(objectives[asks[at + 1]]);
  if (searches === null) throw new Error('A path was asked of a thread that has no hierarchy for it.');
  const from = {edge: asks[at + 2], fraction: asks[at + 3]};
  const to = {edge: asks[at + 4], fraction: asks[at + 5]};
  try {
    return searches.way(from, to, new Deadline(timeoutMs, now));
  } catch (error) {
    if (error instanceof Timeout) return error;
    throw error;
  }
}

/** @returns its cost in a message */
function packWay(way: FoundWay | null | Timeout, arcs: number[]): number {
  if (way === null) return Infinity;
  if (way instanceof Timeout) return NaN;
  const {cost, first, last, between} = way;
  arcs.push(first, last, between?.length ?? NONE_BETWEEN);
  if (between) for (let place = 0; place < between.length; place++) arcs.push(between[place]);
  return cost;
}

const now = () => performance.now();
