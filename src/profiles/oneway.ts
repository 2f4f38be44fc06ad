import {BACKWARD, BOTH, FORWARD, NEITHER} from './direction.js';
import type {Tags} from './profile.js';

/**
 * The directions that the one-way tags leave open, as bits of direction.ts.
 * @param keys  the tags to ask, most specific first, such as `oneway:bicycle`, `oneway`
 */
export function openDirections(tags: Tags, keys: readonly string[], roadClass: string): number {
  for (const key of keys) {
    const directions = directionsOf(tags[key]);
    if (directions !== undefined) return directions;
  }
  return isOnewayUnsaid(tags, roadClass) ? FORWARD : BOTH;
}

/** The directions that a value of a one-way tag leaves open; undefined for a value that says nothing known. */
export function directionsOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : meanings.get(value);
}

const meanings: ReadonlyMap<string, number> = new Map([
  ['yes', FORWARD],
  ['true', FORWARD],
  ['1', FORWARD],
  ['-1', BACKWARD],
  ['reverse', BACKWARD],
  ['no', BOTH],
  ['false', BOTH],
  ['0', BOTH],
  // the direction changes with the hour, and no tag tells a route planned ahead which it will be
  ['reversible', NEITHER],
  ['alternating', NEITHER],
]);

function isOnewayUnsaid({junction}: Tags, roadClass: string): boolean {
  return (
    junction === 'roundabout' || junction === 'circular' || roadClass === 'motorway' || roadClass === 'motorway_link'
  );
}
