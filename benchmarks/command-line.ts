/** What the command line asks for. */
export interface BenchOptions {
  /** Only the scenario of this name, or else those whose names start with it; null: all. */
  readonly name: string | null;
  readonly full: boolean;
}

/** A command line that is none of ours; the message says what may be said. */
export class WrongUsage extends Error {}

/**
 * Reads `[NAME] [--full]`.
 * @param names every scenario's name
 * @throws WrongUsage
 */
export function readCommandLine(args: readonly string[], names: readonly string[]): BenchOptions {
  const words = args.filter((arg) => arg !== '--full');
  const flag = words.find((word) => word.startsWith('-'));
  if (flag !== undefined || words.length > 1) {
    throw new WrongUsage(`Unknown argument ${flag ?? words[1]}.\n${usage(names)}`);
  }
  const name = words[0] ?? null;
  if (name !== null && !names.some((known) => known.startsWith(name))) {
    throw new WrongUsage(`No scenario is called ${name}.\n${usage(names)}`);
  }
  return {name, full: args.includes('--full')};
}

function usage(names: readonly string[]): string {
  return `Usage: npm run bench [-- NAME] [-- --full]\nNAME is one of these, or how some of them start: ${names.join(', ')}`;
}
