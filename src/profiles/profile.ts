/** A feature's tags as OpenStreetMap writes them; readers of other formats translate their columns into these. */
export type Tags = Readonly<Record<string, string>>;

/** Who travels. */
export type ProfileName = 'CAR' | 'BICYCLE' | 'FOOT';

/** Every profile name; the place of one in the list is its number in masks, files and tables. */
export const profileNames: readonly ProfileName[] = ['CAR', 'BICYCLE', 'FOOT'];

/** How a profile travels along a way in one direction. */
export interface Travel {
  /** Speed, km/h, above 0. */
  readonly kmh: number;
  /** Time for the whole way, seconds, where the way says so itself (a ferry's `duration`); it wins over the speed. */
  readonly waySeconds: number | null;
  /** The way may be used to reach or leave a place on it, but not to pass through (`access=destination`). */
  readonly destinationOnly: boolean;
}

/** What a profile may do on a way: null where it may not travel in that direction (of the way's own vertices). */
export interface WayAccess {
  readonly forward: Travel | null;
  readonly backward: Travel | null;
}

/** The rules of one way of travelling: from tags to access and speed. Pure; the only place that reads tags' meaning. */
export interface Profile {
  readonly name: ProfileName;
  /**
   * The vehicle words by which a turn restriction may name or exempt this profile (`restriction:bicycle`,
   * `except=bicycle`), most specific first; a plain `restriction` binds it where `boundByRestrictions` is true.
   */
  readonly restrictionModes: readonly string[];
  /** Whether a plain `restriction` binds this profile (not those on foot). */
  readonly boundByRestrictions: boolean;
  /** Whether turning round in mid-trip is discouraged: costly at a dead end, banned near turn restrictions. */
  readonly avoidsUTurns: boolean;
  /** Access and speed of a way, by its tags. */
  way(tags: Tags): WayAccess;
  /** Whether the profile may pass a node with these tags (gates, bollards, lift gates, ...). */
  passesNode(tags: Tags): boolean;
}
