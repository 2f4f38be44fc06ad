import {contextLimitKmh} from './context-limit.js';
import type {Direction} from './direction.js';
import type {Tags} from './profile.js';

/** The tags that post a limit, most specific first, one list a direction of travel. */
export type SpeedLimitKeys = Readonly<Record<Direction, readonly string[]>>;

/** @param modes transport modes, most specific first, whose own limits (`maxspeed:bicycle`) win over the general one */
export function speedLimitKeys(modes: readonly string[]): SpeedLimitKeys {
  const along = (direction: Direction) =>
    ['maxspeed', ...modes.toReversed().map((mode) => `maxspeed:${mode}`)]
      .toReversed()
      .flatMap((key) => [`${key}:${direction}`, key]);
  return {forward: along('forward'), backward: along('backward')};
}

/**
 * The limit posted along a way, km/h: a figure, or what the law says of the context named (`PT:urban`), from `keys`
 * first and then from the tags that name the context alone (`maxspeed:type`, `source:maxspeed`, ...).
 * Infinity where the tag says that there is none, undefined where no tag says anything known.
 */
export function postedLimitKmh(tags: Tags, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const text = tags[key];
    const limit = text === undefined ? undefined : parseSpeedLimit(text);
    if (limit !== undefined) return limit;
  }
  for (const key of contextKeys) {
    const text = tags[key];
    const limit = text === undefined ? undefined : contextLimitKmh(text);
    if (limit !== undefined) return limit;
  }
  return undefined;
}

/**
 * A value of `maxspeed` in km/h: `50`, `30 mph`, `8 knots`, `walk`, `none` (Infinity), `DE:urban`, `DE:zone:30`;
 * of a list (`50;30`, `80|60`) the least. Undefined for what it does not know (`signals`, `variable`) and for figures
 * that no sign shows (0, or above 160 km/h).
 */
export function parseSpeedLimit(text: string): number | undefined {
  if (!text.includes(';') && !text.includes('|')) return parseOne(text.trim());
  let least: number | undefined;
  for (const part of text.split(/[;|]/)) {
    const limit = parseOne(part.trim());
    if (limit !== undefined && (least === undefined || limit < least)) least = limit;
  }
  return least;
}

const contextKeys = ['maxspeed:type', 'source:maxspeed', 'zone:maxspeed', 'zone:traffic'];
const figure = /^(\d+(?:[.,]\d+)?)\s*([a-z/]*)$/i;
const KMH_IN_A_MILE = 1.609344;
const KMH_IN_A_KNOT = 1.852;
/** The highest limit in force anywhere (Abu Dhabi); a figure above it is a slip of the keyboard. */
const HIGHEST_LIMIT_KMH = 160;
/** German courts hold 4 to 7 km/h for walking pace. */
const WALKING_PACE_KMH = 7;

const kmhIn: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['km/h', 1],
  ['kmh', 1],
  ['kph', 1],
  ['mph', KMH_IN_A_MILE],
  ['mp/h', KMH_IN_A_MILE],
  ['knots', KMH_IN_A_KNOT],
  ['knot', KMH_IN_A_KNOT],
  ['kn', KMH_IN_A_KNOT],
]);

function parseOne(text: string): number | undefined {
  if (text === 'none') return Infinity;
  if (text === 'walk') return WALKING_PACE_KMH;
  const match = figure.exec(text);
  if (!match) return contextLimitKmh(text);
  const unit = kmhIn.get(match[2].toLowerCase());
  if (unit === undefined) return undefined;
  const kmh = parseFloat(match[1].replace(',', '.')) * unit;
  return kmh > 0 && kmh <= HIGHEST_LIMIT_KMH ? kmh : undefined;
}
