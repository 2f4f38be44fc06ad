import type {Tags} from './profile.js';

/** Whether a way is a line that can be travelled today: no area, nothing planned, being built, given up or blocked. */
export function isInUse(tags: Tags): boolean {
  if (tags.area === 'yes' || tags.impassable === 'yes' || tags.status === 'impassable') return false;
  const {construction} = tags;
  if (construction !== undefined && !passableWorks.has(construction)) return false;
  return !lifecycle.some((key) => tags[key] === 'yes');
}

/** Works that leave the road open. */
const passableWorks: ReadonlySet<string> = new Set(['no', 'minor', 'widening']);
const lifecycle = ['proposed', 'planned', 'disused', 'abandoned', 'razed', 'demolished', 'removed', 'destroyed'];
