import type {Travel, WayAccess} from './profile.js';

/** Along a way's vertices, or against them. */
export type Direction = 'forward' | 'backward';

/** The directions that a way is open in, as bits. */
export const FORWARD = 1;
export const BACKWARD = 2;
export const BOTH = FORWARD | BACKWARD;
export const NEITHER = 0;

/** A way that may not be travelled. */
export const closedWay: WayAccess = Object.freeze({forward: null, backward: null});

/** Asks for each direction in turn. */
export function eachWay(travel: (direction: Direction, bit: number) => Travel | null): WayAccess {
  return {forward: travel('forward', FORWARD), backward: travel('backward', BACKWARD)};
}
