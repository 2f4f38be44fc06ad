import {findVerdict} from './access.js';
import type {Tags} from './profile.js';

/** How a profile meets what stands in the way at a node. */
export interface BarrierRule {
  /** The access tags that speak of the profile, most specific first, without the general `access`. */
  readonly modes: readonly string[];
  /** Whether a barrier of this kind bars the profile where no tag of the node says so. */
  bars(barrier: string, tags: Tags): boolean;
}

/**
 * Whether a profile may pass a node. The profile's own tags decide, then `locked`, then the general `access`, then
 * the kind of barrier; `destination` and its like pass, since a node is not a place to stay.
 */
export function passesBarrier(tags: Tags, rule: BarrierRule): boolean {
  const {barrier} = tags;
  if (barrier === undefined && speaksOfAnother(tags)) return true;
  const own = findVerdict(tags, rule.modes);
  if (own !== undefined) return own !== 'closed';
  if (tags.locked === 'yes') return false;
  const general = findVerdict(tags, generalKeys);
  if (general !== undefined) return general !== 'closed';
  return barrier === undefined || barrier === 'no' || !rule.bars(barrier, tags);
}

const generalKeys = ['access'];

/** Access tags of a crossing, a bus stop, traffic lights say who may use those, not the road under them. */
function speaksOfAnother({highway}: Tags): boolean {
  return highway !== undefined && highway !== 'elevator';
}
