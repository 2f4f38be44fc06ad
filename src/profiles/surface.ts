import type {Tags} from './profile.js';

/** The highest speeds that a road's state allows a profile, km/h; 0 where it cannot go at all. */
export interface SurfaceCaps {
  readonly surface: ReadonlyMap<string, number>;
  readonly tracktype: ReadonlyMap<string, number>;
  readonly smoothness: ReadonlyMap<string, number>;
}

/** The least of what surface, tracktype and smoothness allow, km/h; Infinity where they say nothing. */
export function surfaceCapKmh(tags: Tags, caps: SurfaceCaps): number {
  const {surface, tracktype, smoothness} = tags;
  let cap = Infinity;
  if (surface !== undefined) for (const one of surfacesOf(surface)) cap = Math.min(cap, caps.surface.get(one) ?? cap);
  if (tracktype !== undefined) cap = Math.min(cap, caps.tracktype.get(tracktype) ?? cap);
  if (smoothness !== undefined) cap = Math.min(cap, caps.smoothness.get(smoothness) ?? cap);
  return cap;
}

/** A table of speeds, km/h, from `{speed: 'value value'}`. */
export function caps(valuesByKmh: Readonly<Record<number, string>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(valuesByKmh).flatMap(([kmh, values]) => values.split(' ').map((value) => [value, Number(kmh)])),
  );
}

/**
 * Whether a way is unpaved: by its surface where that is known, else by its tracktype (grade1 is paved); a track that
 * tells neither is unpaved.
 */
export function isUnpaved(tags: Tags, roadClass: string): boolean {
  const {surface, tracktype} = tags;
  if (surface !== undefined) {
    const each = surfacesOf(surface);
    if (each.some((one) => unpaved.has(one))) return true;
    if (each.some((one) => paved.has(one.split(':', 1)[0]))) return false;
  }
  if (tracktype !== undefined) return tracktype >= 'grade2' && tracktype <= 'grade5';
  return roadClass === 'track' && surface === undefined;
}

/** As the wiki's Key:surface sorts them. */
const paved: ReadonlySet<string> = new Set(
  (
    'paved asphalt chipseal concrete cement paving_stones bricks brick sett cobblestone unhewn_cobblestone ' +
    'metal metal_grid wood plastic rubber tartan acrylic grass_paver'
  ).split(' '),
);
const unpaved: ReadonlySet<string> = new Set(
  (
    'unpaved compacted fine_gravel gravel shells rock rocks rocky stone pebblestone ground dirt earth soil grass mud ' +
    'sand woodchips bark clay laterite snow ice salt'
  ).split(' '),
);

function surfacesOf(surface: string): readonly string[] {
  const lower = surface.toLowerCase();
  return lower.includes(';') ? lower.split(';').map((one) => one.trim()) : [lower];
}
