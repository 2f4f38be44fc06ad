import {BadUserInput, LimitExceeded} from './errors.js';

/** What the server lets one query ask for; each is the environment variable of its name (MAX_WAYPOINTS, ...). */
export interface Limits {
  /** Waypoints of a route, origins of an isochrone. */
  readonly maxWaypoints: number;
  /** Origins times destinations. */
  readonly maxMatrixCells: number;
  readonly maxContours: number;
  readonly maxContourSeconds: number;
  readonly maxContourMetres: number;
}

/** The limits of a server that is not told otherwise. */
export const defaultLimits: Limits = {
  maxWaypoints: 25,
  maxMatrixCells: 10_000,
  maxContours: 8,
  maxContourSeconds: 7200,
  maxContourMetres: 200_000,
};

/**
 * @param what names the culprit: `waypoints: 30 were given`
 * @throws LimitExceeded the amount is above the limit
 */
export function checkLimit(limits: Limits, limit: keyof Limits, amount: number, what: string): void {
  const max = limits[limit];
  if (amount > max) throw new LimitExceeded(limit, max, `${what}; at most ${max} are allowed.`);
}

/** The numbers that an argument may have. */
export interface NumberRange {
  /** Greater than this. */
  readonly above?: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** Whole numbers alone. */
  readonly whole?: boolean;
}

/**
 * @param argument path of the argument, such as `waypoints[1].radius`
 * @throws BadUserInput the value is not finite, or out of range
 */
export function checkNumber(argument: string, value: number, range: NumberRange = {}): void {
  const {above = -Infinity, atLeast = -Infinity, atMost = Infinity, whole = false} = range;
  const fits = Number.isFinite(value) && value > above && value >= atLeast && value <= atMost;
  if (fits && (!whole || Number.isInteger(value))) return;
  throw new BadUserInput(argument, `${argument} must be ${describe(range)}, not ${value}.`);
}

function describe({above, atLeast, atMost, whole = false}: NumberRange): string {
  const number = whole ? 'a whole number' : 'a number';
  if (atLeast !== undefined && atMost !== undefined) return `${number} from ${atLeast} to ${atMost}`;
  const bounds = [
    above === undefined ? null : `above ${above}`,
    atLeast === undefined ? null : `of ${atLeast} or more`,
    atMost === undefined ? null : `up to ${atMost}`,
  ].filter((bound) => bound !== null);
  return [number, bounds.join(' and ')].join(' ').trim();
}
