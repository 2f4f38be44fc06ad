import {type Tags} from '../../src/profiles/profile.js';

/** A feature's columns. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a feature is in OpenStreetMap's words; tags are null where the feature is no road. */
export interface FeatureTags {
  readonly sourceId: string | null;
  readonly tags: Tags | null;
}

/** A column's value as a text: null where there is none; true and false as OpenStreetMap writes them. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return null;
}

/** Counted where neither the mapping nor the file says what a road is. */
export const CLASS_ASSUMED = 'class not known, taken as unclassified (the road is kept)';
