import type {Check} from '../check.js';
import {shown} from '../shown.js';
import {median} from '../statistics.js';

/**
 * Holds what something of ours takes against what a plain way to the same takes. What is judged is the ratio of the
 * medians; the figures are for a reader.
 * @param atLeast the ratio that is good enough
 * @param ours    rounds: of times, in milliseconds, or of rates
 * @param plain   the yardstick's, taken in turn with ours
 */
export function target(
  name: string,
  atLeast: number,
  kind: 'times' | 'rates',
  ours: readonly number[],
  plain: readonly number[],
): Check {
  const ratio = kind === 'times' ? median(plain) / median(ours) : median(ours) / median(plain);
  const unit = kind === 'times' ? ' ms' : '/s';
  return {
    name: `${name}: at least ${atLeast} x`,
    passed: ratio >= atLeast,
    figures: `${shown(ratio)} x: ${ranged(ours)}${unit} against ${ranged(plain)}${unit}`,
  };
}

/** The median of some rounds, and between what they lay. */
function ranged(rounds: readonly number[]): string {
  return `${shown(median(rounds))} (${shown(Math.min(...rounds))} to ${shown(Math.max(...rounds))})`;
}
