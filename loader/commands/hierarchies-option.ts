import {InvalidArgumentError, Option} from 'commander';
import {type Weighting, weightings} from '../../src/graph/hierarchy/hierarchy.js';
import {profileNames} from '../../src/profiles/profile.js';

/** Every weighting that can be asked for. */
const all: readonly Weighting[] = profileNames.flatMap((profile) =>
  (['FASTEST', 'SHORTEST'] as const).map((objective) => ({profile, objective})),
);

/** `--hierarchies`: which weightings get a hierarchy; put it before `--no-hierarchies`. */
export function hierarchiesOption(): Option {
  return new Option(
    '--hierarchies <list>',
    `which searches are made quick: all, or pairs such as FOOT:SHORTEST (default: ${weightings.map(nameOf).join(',')})`,
  ).argParser(readWeightings);
}

function readWeightings(text: string): readonly Weighting[] {
  if (text === 'all') return all;
  return [...new Set(text.split(','))].map((name) => {
    const weighting = all.find((known) => nameOf(known) === name);
    if (!weighting) throw new InvalidArgumentError(`${name} is none of ${all.map(nameOf).join(', ')}.`);
    return weighting;
  });
}

function nameOf({profile, objective}: Weighting): string {
  return `${profile}:${objective}`;
}
