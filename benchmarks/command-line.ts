import {parseArgs} from 'node:util';

/** What the command line asks for. */
export interface BenchOptions {
  /** Only the scenario of this name, or else those whose names start with it; null: all of the size. */
  readonly name: string | null;
  readonly full: boolean;
  /** An earlier result to hold this one against. */
  readonly compare: string | null;
  /** A network's file; null: the default one. */
  readonly network: string | null;
}

/** A command line that is none of ours; the message says what may be said. */
export class WrongUsage extends Error {}

/**
 * Reads `[NAME] [--full] [--compare FILE] [--network FILE]`.
 * @param names every scenario's name
 * @throws WrongUsage
 */
export function readCommandLine(args: readonly string[], names: readonly string[]): BenchOptions {
  const {values, positionals} = parse(args, names);
  if (positionals.length > 1) throw new WrongUsage(`Unknown argument ${positionals[1]}.\n${usage(names)}`);
  const name = positionals[0] ?? null;
  if (name !== null && !names.some((known) => known.startsWith(name))) {
    throw new WrongUsage(`No scenario is called ${name}.\n${usage(names)}`);
  }
  return {name, full: values.full, compare: values.compare ?? null, network: values.network ?? null};
}

function parse(args: readonly string[], names: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {full: {type: 'boolean', default: false}, compare: {type: 'string'}, network: {type: 'string'}},
    });
  } catch (error) {
    throw new WrongUsage(`${(error as Error).message}\n${usage(names)}`);
  }
}

function usage(names: readonly string[]): string {
  return (
    'Usage: npm run bench [-- [NAME] [--full] [--compare FILE] [--network FILE]]\n' +
    `NAME is one of these, or how some of them start: ${names.join(', ')}`
  );
}
