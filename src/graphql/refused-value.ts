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
 * type-graphql calls it with the arguments of every field that takes some.
 * @param value  one argument, or an object of all of them
 * @throws BadUserInput naming the first culprit by its path, such as `waypoints[1].lon`
 */
export function refuseBadValues(value: unknown, path = ''): void {
  if (value instanceof RefusedValue) throw new BadUserInput(path, `${path}: ${value.reason}.`);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new BadUserInput(path, `${path} must be a finite number.`);
  }
  if (Array.isArray(value)) value.forEach((item, index) => refuseBadValues(item, `${path}[${index}]`));
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) refuseBadValues(member, path ? `${path}.${name}` : name);
  }
}
