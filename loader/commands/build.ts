import {stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import type {Command} from 'commander';
import {writeGraphFile} from '../../src/graph/graph-file.js';
import type {Weighting} from '../../src/graph/hierarchy/hierarchy.js';
import {buildFromFile, identifySource} from '../build-from-file.js';
import {UsageError} from '../exit-code.js';
import {interruptible} from '../interruption.js';
import {PhaseClock} from '../phase-clock.js';
import {progressDisplay} from '../progress/progress-display.js';
import {count, loadReport, reportText} from '../report.js';
import {hierarchiesOption} from './hierarchies-option.js';
import {formatOption, mappingOption, nameOption, type SourceOptions} from './source-options.js';

interface BuildOptions extends SourceOptions {
  out: string;
  hierarchies?: readonly Weighting[] | false;
  json?: boolean;
}

/** `roadql build FILE --out GRAPH`: the same pipeline into one file for the embedded engine. */
export function addBuildCommand(program: Command): void {
  program
    .command('build')
    .description('Build a road network into one file that the embedded engine opens in milliseconds.')
    .argument('<file>', 'an OSM PBF file, a GeoJSON file or a shapefile (its .shp)')
    .requiredOption('--out <graph>', 'where the graph file goes')
    .addOption(formatOption())
    .addOption(mappingOption())
    .addOption(nameOption())
    .addOption(hierarchiesOption())
    .option('--no-hierarchies', 'build none of what makes searches quick: each search goes through all arcs')
    .option('--json', 'progress as JSON lines on standard error, the report as JSON on standard output')
    .addHelpText(
      'after',
      `
Example:
  roadql build city.osm.pbf --out city.graph && roadql serve --network city.graph`,
    )
    .action((file: string, options: BuildOptions) => interruptible((signal) => build(file, options, signal)));
}

async function build(file: string, options: BuildOptions, signal: AbortSignal): Promise<void> {
  const source = await identifySource(file, options.mapping, signal);
  await checkTarget(options.out, file);
  const display = progressDisplay(process.stderr, options.json ?? false);
  const clock = new PhaseClock();
  const onProgress = clock.wrap(display.onProgress);
  try {
    const network = await buildFromFile(source, {...options, onProgress, signal});
    onProgress('writing the graph file', 0, 1, 'files');
    await writeGraphFile(network, options.out);
    onProgress('writing the graph file', 1, 1, 'files');
    display.stop();
    const report = loadReport(network, clock.stop());
    const {size} = await stat(options.out);
    if (options.json) process.stdout.write(`${JSON.stringify({file: options.out, bytes: size, ...report})}\n`);
    else process.stdout.write(`${reportText(report)}\n${options.out}: ${count(size)} bytes.\n`);
  } finally {
    display.stop();
  }
}

/** @throws UsageError a place where no file can be, said before the work and not after it */
async function checkTarget(out: string, file: string): Promise<void> {
  if (resolve(out) === resolve(file)) throw new UsageError(`--out ${out} is the source file itself.`);
  const folder = await stat(dirname(resolve(out))).catch(() => null);
  if (!folder?.isDirectory()) throw new UsageError(`--out ${out}: there is no folder ${dirname(out)}.`);
  if ((await stat(out).catch(() => null))?.isDirectory()) throw new UsageError(`--out ${out} is a folder.`);
}
