import type {Tags} from '../../src/profiles/profile.js';

/** Tags from `key=value key=value`; a value may have spaces in it. */
export function tagsOf(text: string): Tags {
  return Object.fromEntries(text.split(betweenTags).map((pair) => pair.split('=', 2) as [string, string]));
}

const betweenTags = / (?=[\w:]+=)/;
