import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';

/** One instruction, with its continued lines joined: `COPY`, `src ./src`. */
export interface Instruction {
  readonly keyword: string;
  readonly rest: string;
}

/** From one FROM to the next. */
export interface Stage {
  /** What it starts from, with its ARGs filled in: an image, or the name of a stage before it. */
  readonly base: string;
  readonly name: string | undefined;
  readonly instructions: readonly Instruction[];
}

export interface Copy {
  /** A stage's name; undefined: the build's context. */
  readonly from: string | undefined;
  readonly sources: readonly string[];
  readonly target: string;
}

const instructions: readonly Instruction[] = readFileSync(join(packageRoot, 'Dockerfile'), 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, '')
  .split('\n')
  .flatMap((line) => {
    const [, keyword, rest] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    return keyword === undefined ? [] : [{keyword: keyword.toUpperCase(), rest: rest.replace(/\s+/g, ' ').trim()}];
  });

export const stages: readonly Stage[] = readStages();

/** The stage whose result is the image. */
export const image: Stage = stages[stages.length - 1];

/** What stands behind a keyword in a stage, in order. */
export function all(stage: Stage, keyword: string): readonly string[] {
  return stage.instructions.filter((instruction) => instruction.keyword === keyword).map(({rest}) => rest);
}

export function copiesOf(stage: Stage): readonly Copy[] {
  return all(stage, 'COPY').map((rest) => {
    const words = rest.split(' ');
    const from = words[0].startsWith('--from=') ? words.shift()!.slice('--from='.length) : undefined;
    return {from, sources: words.slice(0, -1), target: words[words.length - 1]};
  });
}

/** The image's entry point or command. @throws SyntaxError where it is not in the form that needs no shell */
export function commandOf(keyword: 'ENTRYPOINT' | 'CMD'): readonly string[] {
  return JSON.parse(all(image, keyword)[0]) as string[];
}

/** The pairs of the stage's ENV or LABEL. */
export function pairsOf(stage: Stage, keyword: 'ENV' | 'LABEL'): Readonly<Record<string, string>> {
  const pairs = all(stage, keyword).flatMap((rest) => [...rest.matchAll(/([\w.]+)=("[^"]*"|\S+)/g)]);
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value.replace(/^"|"$/g, '')]));
}

function readStages(): Stage[] {
  const args = new Map<string, string>();
  const found: {base: string; name: string | undefined; instructions: Instruction[]}[] = [];
  for (const instruction of instructions) {
    const {keyword, rest} = instruction;
    if (keyword === 'FROM') {
      const [base, , name] = rest.split(' ');
      found.push({base: base.replace(/\$\{(\w+)\}/g, (_, arg: string) => args.get(arg)!), name, instructions: []});
    } else if (found.length > 0) {
      found[found.length - 1].instructions.push(instruction);
    } else {
      const [, arg, value] = /^(\w+)=(.*)$/.exec(rest) ?? [];
      if (keyword === 'ARG' && arg !== undefined) args.set(arg, value);
    }
  }
  return found;
}
