import {findVerdict} from './access.js';
import {BACKWARD, FORWARD} from './direction.js';
import {directionsOf} from './oneway.js';
import type {Tags} from './profile.js';

/**
 * The direction that cyclists may ride against a one-way street, as a bit of direction.ts; 0 where they may not.
 * @param oneway  FORWARD or BACKWARD: how the street runs for other vehicles
 */
export function contraflow(tags: Tags, oneway: number): number {
  const against = oneway === FORWARD ? BACKWARD : FORWARD;
  const verdict = findVerdict(tags, against === BACKWARD ? backwardKeys : forwardKeys);
  if (verdict === 'open' || verdict === 'destination') return against;
  for (const {side, onewayKey} of sides) {
    const lane = tags[side];
    if (lane === undefined || lane === 'no' || lane === 'none' || lane === 'separate') continue;
    if (lane.startsWith('opposite')) return against;
    const ridden = directionsOf(tags[onewayKey]);
    if (ridden !== undefined && (ridden & against) !== 0) return against;
  }
  return 0;
}

const forwardKeys = ['bicycle:forward'];
const backwardKeys = ['bicycle:backward'];

const sides = ['cycleway', 'cycleway:left', 'cycleway:right', 'cycleway:both'].map((side) => ({
  side,
  onewayKey: `${side}:oneway`,
}));
