import type {Reach} from './engine.js';

/** Which parts of which edges are reached: for each edge, disjoint stretches [from, to] of fractions, in order. */
export type Coverage = ReadonlyMap<number, readonly (readonly [from: number, to: number])[]>;

/**
 * The parts of edges that lie within a budget, cut in mid-edge where it runs out.
 * @param budget in the measure of the reach (seconds or metres), at most the budget that it was searched with
 */
export function coverage(reach: Reach, budget: number): Coverage {
  const stretches = new Map<number, [number, number][]>();
  const {edge, rising, entryFraction, entryCost, edgeCost} = reach;
  for (let i = 0; i < edge.length; i++) {
    const left = budget - entryCost[i];
    if (left < 0) continue;
    const share = edgeCost[i] > 0 ? left / edgeCost[i] : 1;
    const entry = entryFraction[i];
    const stretch: [number, number] = rising[i]
      ? [entry, Math.min(1, entry + share)]
      : [Math.max(0, entry - share), entry];
    const known = stretches.get(edge[i]);
    if (known) known.push(stretch);
    else stretches.set(edge[i], [stretch]);
  }
  for (const [id, parts] of stretches) if (parts.length > 1) stretches.set(id, joined(parts));
  return stretches;
}

/** @returns length of road reached, metres */
export function coveredMetres(covered: Coverage, lengthMetres: (edge: number) => number): number {
  let total = 0;
  for (const [edge, parts] of covered) {
    const length = lengthMetres(edge);
    for (const [from, to] of parts) total += (to - from) * length;
  }
  return total;
}

function joined(parts: [number, number][]): [number, number][] {
  parts.sort((a, b) => a[0] - b[0]);
  const result = [parts[0]];
  for (const part of parts.slice(1)) {
    const last = result[result.length - 1];
    if (part[0] <= last[1]) last[1] = Math.max(last[1], part[1]);
    else result.push(part);
  }
  return result;
}
