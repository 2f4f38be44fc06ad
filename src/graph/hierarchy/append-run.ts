import type {Hierarchy} from './hierarchy.js';

/**
 * Adds the arcs of the search graph that an arc of the hierarchy stands for, in order of travel.
 * @param arcs what they are added to
 */
export function appendRun({arcCount, firstRun, runs}: Hierarchy, arc: number, arcs: number[]): void {
  if (arc < arcCount) {
    arcs.push(arc);
    return;
  }
  const end = firstRun[arc - arcCount + 1];
  for (let at = firstRun[arc - arcCount]; at < end; at++) arcs.push(runs[at]);
}
