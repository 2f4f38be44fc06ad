import type {Profile, Tags} from '../profiles/profile.js';

/** What one value of a turn restriction says. */
export interface RestrictionRule {
  /** `no`: this turn is forbidden; `only`: every other one from there is. */
  readonly kind: 'no' | 'only';
  readonly turn: 'left_turn' | 'right_turn' | 'straight_on' | 'u_turn' | 'entry' | 'exit';
}

/**
 * What a restriction's tags say to a profile. `restriction:<mode>` binds those travelling by that mode, the most
 * specific one wins over a plain `restriction`, and `except` frees the more specific modes that it lists.
 * @returns null where it does not bind the profile; rules, or none where its value is not one that bans a turn
 */
export function restrictionRules(profile: Profile, tags: Tags): RestrictionRule[] | null {
  const modes = profile.restrictionModes;
  const own = modes.findIndex((mode) => tags[`restriction:${mode}`] !== undefined);
  if (own < 0 && !(profile.boundByRestrictions && tags.restriction !== undefined)) return null;
  const value = own < 0 ? tags.restriction : tags[`restriction:${modes[own]}`];
  const freed = new Set(words(tags.except ?? ''));
  if (modes.slice(0, own < 0 ? modes.length : own).some((mode) => freed.has(mode))) return null;
  return words(value).flatMap((word) => rules.get(word) ?? []);
}

const rules = new Map<string, RestrictionRule>(
  (['no', 'only'] as const).flatMap((kind) =>
    (['left_turn', 'right_turn', 'straight_on', 'u_turn', 'entry', 'exit'] as const).map(
      (turn) => [`${kind}_${turn}`, {kind, turn}] as const,
    ),
  ),
);

function words(value: string): string[] {
  return value.split(';').map((word) => word.trim());
}
