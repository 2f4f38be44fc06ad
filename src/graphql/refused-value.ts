import {BadUserInput} from '../routing/errors.js';

/**
 * Stands in for a value of a scalar that was of the right kind but out of its range. GraphQL would refuse the whole
 * document for it; as a value it fails only the field that it was given to, and the neighbours are answered.
 */
export class RefusedValue {
  /** @param reason a sentence without its full stop, such as `Value must be between -90 and 90: 95` */
  constructor(readonly reason: string) {}
}

/**
 * Refuses arguments that hold a RefusedValue, or a number that is not finite (the literal 1e999 is read as Infinity).
 * Every field that takes arguments calls it with them.
 * @param value  one argument, or an object of all of them
 * @throws BadUserInput naming the first culprit by its path, such as `waypoints[1].lon`
 */
export function refuseBadValues(value: unknown): void {
  const fault = findFault(value);
  if (fault === undefined) return;
  const path = fault.steps.join('').replace(/^\./, '');
  throw new BadUserInput(path, `${path}${fault.what}.`);
}

interface Fault {
  /** From the outermost object to the culprit: `.waypoints`, `[1]`, `.lon`. */
  readonly steps: string[];
  readonly what: string;
}

function findFault(value: unknown): Fault | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : fault(' must be a finite number');
  if (typeof value !== 'object' || value === null) return undefined;
  if (value instanceof RefusedValue) return fault(`: ${value.reason}`);
  const isList = Array.isArray(value);
  // what GraphQL coerced has nothing but its own members
  for (const name in value) {
    const inside = findFault((value as Record<string, unknown>)[name]);
    if (inside === undefined) continue;
    inside.steps.unshift(isList ? `[${name}]` : `.${name}`);
    return inside;
  }
  return undefined;
}

function fault(what: string): Fault {
  return {steps: [], what};
}
