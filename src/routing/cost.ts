/**
 * The cost of an arc or a path as one number, so that any Dijkstra, pgRouting's too, finds the best by a first measure
 * and among equals by a second, and gives both sums back: first * 2^28 + second, in whole milliseconds and centimetres.
 * Sums are exact while the total stays below 2^53 (9.3 hours, or 335 km, of the first measure; the second below
 * 2,684 km or 74 hours); beyond, the second measure loses its last digits and nothing else.
 */
const RADIX = 2 ** 28;

/** Which measure is minimised. */
export type Objective = 'FASTEST' | 'SHORTEST';

/** @returns the packed cost of a stretch of `milliseconds` and `centimetres` (whole numbers) */
export function packCost(objective: Objective, milliseconds: number, centimetres: number): number {
  return objective === 'FASTEST' ? milliseconds * RADIX + centimetres : centimetres * RADIX + milliseconds;
}

/** @returns the two sums of a packed total, seconds and metres */
export function unpackCost(objective: Objective, cost: number): {seconds: number; metres: number} {
  const first = Math.floor(cost / RADIX);
  const second = cost - first * RADIX;
  return objective === 'FASTEST'
    ? {seconds: first / 1000, metres: second / 100}
    : {seconds: second / 1000, metres: first / 100};
}

/** Whether both sums of a packed total are what was added up, see above. */
export function isExact(cost: number): boolean {
  return cost <= Number.MAX_SAFE_INTEGER;
}

/** @returns the first measure of a packed cost alone: whole milliseconds or centimetres; Infinity stays what it is */
export function firstMeasure(cost: number): number {
  return Math.floor(cost / RADIX);
}

/**
 * The whole milliseconds or centimetres of a part of an arc; every engine rounds like this, so that costs agree.
 * @param whole  the arc's own, whole milliseconds or centimetres
 * @param share  the part travelled, 0..1
 */
export function partOf(whole: number, share: number): number {
  return Math.floor(whole * share + 0.5);
}
