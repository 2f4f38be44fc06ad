import {roadClasses} from '../profiles/road-class.js';

/** The zooms that tiles are made for: a map shows the last one's beyond it, and nothing before the first. */
export const TILE_ZOOMS = {first: 5, last: 16} as const;

/**
 * The first zoom whose tiles hold an edge a feature, with its id and all that is known of it. Below it the edges of one
 * class and one ref are one feature, so that a tile of half a country stays small.
 */
export const FIRST_EDGE_ZOOM = 12;

/** The first zoom whose tiles hold every edge. */
const FIRST_WHOLE_ZOOM = 13;

/** Where the more important classes begin to show; the rest wait for `FIRST_WHOLE_ZOOM`. */
const firstZooms: Readonly<Record<string, number>> = {
  motorway: 5,
  trunk: 5,
  primary: 8,
  ferry: 8,
  shuttle_train: 8,
  motorway_link: 9,
  trunk_link: 9,
  secondary: 10,
  primary_link: 11,
  secondary_link: 11,
  tertiary: 11,
  tertiary_link: 12,
  unclassified: 12,
  residential: 12,
  road: 12,
  living_street: 12,
  pedestrian: 12,
  busway: 12,
};

/** By place in `roadClasses`: the first zoom whose tiles show it. */
export const firstZoomOfClass: readonly number[] = roadClasses.map((name) => firstZooms[name] ?? FIRST_WHOLE_ZOOM);
