import {statSync} from 'node:fs';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {packageRoot} from '../src/package-root.js';
import {countEdges} from './car-network.js';
import {drawCity, placeOnEarth, type CitySize} from './city.js';
import {writeOsmPbf} from './osm-pbf-writer.js';

/** The committed sample: what the generator writes without options. */
export const sampleSize: CitySize = {edges: 10_000, seed: 7};

/** Where the committed sample lies. */
export const sampleFile = join(packageRoot, 'data', 'sample.osm.pbf');

/** Draws a city and writes it as OSM PBF: the same size and seed give the same bytes. */
export function generate(
  size: CitySize,
  file: string,
): {edges: number; nodes: number; ways: number; relations: number} {
  const draft = drawCity(size);
  writeOsmPbf(draft, placeOnEarth, file);
  return {
    edges: countEdges(draft),
    nodes: draft.x.length,
    ways: draft.ways.length,
    relations: draft.relations.length,
  };
}

/** `generate [--edges N] [--seed S] [--out FILE]` */
function main(): void {
  const {values} = parseArgs({options: {edges: {type: 'string'}, seed: {type: 'string'}, out: {type: 'string'}}});
  const size = {
    edges: wholeNumber('edges', values.edges, 3000) ?? sampleSize.edges,
    seed: wholeNumber('seed', values.seed, 0) ?? sampleSize.seed,
  };
  const file = values.out ?? sampleFile;
  const {edges, nodes, ways, relations} = generate(size, file);
  console.log(
    `${file}: ${edges} edges from ${ways} ways, ${nodes} nodes, ${relations} relations, ${statSync(file).size} bytes`,
  );
}

function wholeNumber(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) {
    throw new RangeError(`--${option} must be a whole number from ${least} up, not "${text}".`);
  }
  return number;
}

if (require.main === module) main();
