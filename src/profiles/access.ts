import type {Direction} from './direction.js';
import type {Tags} from './profile.js';

/** What a value of an access tag means to the public; `pushed` is `dismount`. */
export type Verdict = 'open' | 'destination' | 'pushed' | 'closed';

/** The tags that speak of a profile, most specific first, one list a direction of travel. */
export type AccessKeys = Readonly<Record<Direction, readonly string[]>>;

/**
 * The tags to ask, in their order: of each mode the directional one before the plain one.
 * @param modes  the transport modes of the access hierarchy (wiki Key:access), most specific first, without `access`
 */
export function accessKeys(modes: readonly string[]): AccessKeys {
  const along = (direction: Direction) => [...modes, 'access'].flatMap((mode) => [`${mode}:${direction}`, mode]);
  return {forward: along('forward'), backward: along('backward')};
}

/**
 * Whether a way may be travelled, by the most specific tag that says something known.
 * A way whose class is closed to the profile is opened by a tag of a mode, never by the general `access`.
 * @param keys          of the direction of travel, as `accessKeys` orders them
 * @param opensByClass  whether the way is open where no tag speaks
 * @param openingModes  how many of the modes, from the most specific, may open a way that its class closes
 */
export function permission(
  tags: Tags,
  keys: readonly string[],
  opensByClass: boolean,
  openingModes = keys.length / 2 - 1,
): Verdict {
  for (let i = 0; i < keys.length; i++) {
    const value = tags[keys[i]];
    if (value === undefined) continue;
    const verdict = verdictOf(value);
    if (verdict === undefined) continue;
    return opensByClass || i < 2 * openingModes ? verdict : 'closed';
  }
  return opensByClass ? 'open' : 'closed';
}

/** What the most specific of some tags says; undefined where none says anything known. */
export function findVerdict(tags: Tags, keys: readonly string[]): Verdict | undefined {
  for (const key of keys) {
    const value = tags[key];
    const verdict = value === undefined ? undefined : verdictOf(value);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

const verdicts: ReadonlyMap<string, Verdict> = new Map([
  ...meaning('open', 'yes designated official permissive public allowed true 1 discouraged optional_sidepath toll'),
  ...meaning('destination', 'destination customers delivery local'),
  ...meaning('pushed', 'dismount'),
  ...meaning('closed', 'no private false 0 agricultural forestry permit use_sidepath emergency military restricted'),
  ...meaning('closed', 'psv bus taxi hgv hov service residents resident employees staff members prohibited closed'),
]);

/** From the most to the least welcoming: a list of values means any of them. */
const precedence: readonly Verdict[] = ['open', 'destination', 'pushed', 'closed'];

function verdictOf(value: string): Verdict | undefined {
  const verdict = verdicts.get(value);
  if (verdict !== undefined || !value.includes(';')) return verdict;
  const each = value.split(';').map((part) => verdicts.get(part.trim()));
  return precedence.find((one) => each.includes(one));
}

function meaning(verdict: Verdict, values: string): [string, Verdict][] {
  return values.split(' ').map((value) => [value, verdict]);
}
