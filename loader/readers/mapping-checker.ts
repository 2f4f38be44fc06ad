type Reader<T> = (value: unknown, at: string) => T;

/**
 * Reads JSON values as what they should be and gathers every mistake, so that a file's author sees all at once.
 * After a mistake it answers something of the right type, which nobody uses.
 */
export class Checker {
  readonly mistakes: string[] = [];

  /** The members that are there, each by its reader; any other member is a mistake. */
  object<T extends Record<string, unknown>>(
    value: unknown,
    at: string,
    members: {[K in keyof T]: Reader<T[K]>},
  ): Partial<T> {
    if (!isObject(value)) {
      this.mistakes.push(`${at} must be an object`);
      return {};
    }
    const inside = at === 'the mapping' ? '' : `${at}.`;
    const read: Partial<T> = {};
    for (const [key, member] of Object.entries(value)) {
      if (Object.hasOwn(members, key)) read[key as keyof T] = members[key as keyof T](member, `${inside}${key}`);
      else this.mistakes.push(`unknown key ${inside}${key}; known: ${Object.keys(members).join(', ')}`);
    }
    return read;
  }

  record<T>(value: unknown, at: string, read: Reader<T>): Record<string, T> {
    if (isObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, read(member, `${at}.${key}`)]));
    }
    this.mistakes.push(`${at} must be an object`);
    return {};
  }

  texts(value: unknown, at: string): Record<string, string> {
    return this.record(value, at, (member, path) => this.text(member, path));
  }

  text(value: unknown, at: string): string {
    if (typeof value === 'string' && value !== '') return value;
    this.mistakes.push(`${at} must be a text`);
    return '';
  }

  matching(value: unknown, at: string, pattern: RegExp, what: string): string {
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.mistakes.push(`${at} must be ${what}, not ${JSON.stringify(value)}`);
    return '';
  }

  number(value: unknown, at: string, min: number, max: number): number {
    if (typeof value === 'number' && value >= min && value <= max) return value;
    this.mistakes.push(`${at} must be a number from ${min} to ${max}`);
    return min;
  }

  oneOf<T extends string>(value: unknown, at: string, choices: readonly T[]): T {
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) this.mistakes.push(`${at} must be ${choices.join(' or ')}, not ${JSON.stringify(value)}`);
    return chosen ?? choices[0];
  }

  /** A list of values as a column holds them: texts, numbers, booleans; compared as texts. */
  values(value: unknown, at: string): string[] {
    if (Array.isArray(value) && value.every((one) => ['string', 'number', 'boolean'].includes(typeof one))) {
      return value.map(String);
    }
    this.mistakes.push(`${at} must be a list of values`);
    return [];
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
