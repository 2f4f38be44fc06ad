import type {ProfileName} from '../../profiles/profile.js';

/** What a hierarchy is built for: who travels, and which measure is least. */
export interface Weighting {
  readonly profile: ProfileName;
  readonly objective: 'FASTEST' | 'SHORTEST';
}

/**
 * A contraction hierarchy (Geisberger et al. 2012) over one search graph and weighting. Places are ranked; the arcs of
 * the search graph and shortcuts, each of which stands for a run of arcs, lead from each place to higher ones alone and
 * down to it from higher ones alone. A best path exists that climbs and then descends, so that two searches, each of
 * which only ever climbs, meet on it.
 *
 * An arc of the hierarchy is an arc of the search graph (below `arcCount`) or a shortcut (`arcCount` and above).
 */
export interface Hierarchy extends Weighting {
  /** Arcs of the search graph. */
  readonly arcCount: number;
  /** By place: its rank, from 0 for the one contracted first. */
  readonly rank: Int32Array;
  /** Arcs that leave the place of rank r for higher ones: `firstUp[r]` up to `firstUp[r + 1]`. */
  readonly firstUp: Uint32Array;
  /** Rank of the head. */
  readonly upHead: Int32Array;
  /** Packed, see src/routing/cost.ts. */
  readonly upCost: Float64Array;
  /** The arc of the hierarchy. */
  readonly upArc: Int32Array;
  /** Arcs that lead down to the place of rank r from higher ones: `firstDown[r]` up to `firstDown[r + 1]`. */
  readonly firstDown: Uint32Array;
  /** Rank of the tail. */
  readonly downTail: Int32Array;
  readonly downCost: Float64Array;
  readonly downArc: Int32Array;
  /** Arcs of the search graph that shortcut s stands for, in order: `firstRun[s]` up to `firstRun[s + 1]` of `runs`. */
  readonly firstRun: Uint32Array;
  readonly runs: Int32Array;
}

/** The weightings that a network is built with unless told otherwise. */
export const weightings: readonly Weighting[] = [
  {profile: 'CAR', objective: 'FASTEST'},
  {profile: 'CAR', objective: 'SHORTEST'},
  {profile: 'BICYCLE', objective: 'FASTEST'},
  {profile: 'FOOT', objective: 'FASTEST'},
];
