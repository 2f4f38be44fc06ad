import {type Tags} from '../../src/profiles/profile.js';

/** Above every `layer`, so that no two lines on such a level meet in passing. */
const FIRST_OWN_LEVEL = 1000;

/**
 * The level that a line passes others on: lines join in mid-line only with those of their own. It is OpenStreetMap's
 * `layer`, or what a bridge or tunnel without one stands for. A motorway has a level of its own, since nothing crosses
 * it at grade: files that were cut into a planar graph and merged again hold a vertex at each of its overpasses.
 * @param line the line's number
 */
export function levelOf(tags: Tags, line: number): number {
  if (tags.highway === 'motorway' || tags.highway === 'motorway_link') return FIRST_OWN_LEVEL + line;
  const layer = Number(tags.layer);
  if (tags.layer !== undefined && Number.isInteger(layer) && Math.abs(layer) < 100) return layer;
  const is = (value: string | undefined) => value !== undefined && value !== 'no';
  return is(tags.bridge) ? 1 : is(tags.tunnel) ? -1 : 0;
}
