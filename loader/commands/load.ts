import {type Command, InvalidArgumentError, Option} from 'commander';
import {buildFromFile, identifySource} from '../build-from-file.js';
import type {Weighting} from '../../src/graph/hierarchy/hierarchy.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {interruptible} from '../interruption.js';
import {PhaseClock} from '../phase-clock.js';
import {progressDisplay} from '../progress/progress-display.js';
import {loadReport, reportText} from '../report.js';
import {AlreadyLoaded, writeToDatabase} from '../sinks/database.js';
import {DEFAULT_LABEL_BUDGET_MIB, type LabelMode, labelModes} from '../sinks/database/label-mode.js';
import {inspectDatabase} from '../sinks/database/inspect.js';
import {bringUpToDate} from './bring-up-to-date.js';
import {adminUrlOf} from './database-url.js';
import {hierarchiesOption} from './hierarchies-option.js';
import {formatOption, mappingOption, nameOption, type SourceOptions} from './source-options.js';

interface LoadOptions extends SourceOptions {
  database?: string;
  force?: boolean;
  ifNeeded?: boolean;
  ifEmpty?: boolean;
  labels: LabelMode | 'auto';
  labelBudget: number;
  hierarchies?: readonly Weighting[] | false;
  json?: boolean;
}

/** `roadql load FILE`: reads, builds, verifies and swaps a network into the database. */
export function addLoadCommand(program: Command): void {
  program
    .command('load')
    .description('Load a road network into the database and make it the one that is served.')
    .argument('<file>', 'an OSM PBF file, a GeoJSON file or a shapefile (its .shp)')
    .option('--database <url>', 'the owner, on the direct port (default: DATABASE_ADMIN_URL)')
    .addOption(formatOption())
    .addOption(mappingOption())
    .addOption(nameOption())
    .addOption(new Option('--force', 'load it even if it is loaded already').conflicts(['ifNeeded', 'ifEmpty']))
    .option('--if-needed', 'where this very file is served already: done, exit code 0 instead of 3')
    .option('--if-empty', 'where any network is served already: done, nothing is read')
    .addOption(
      new Option('--labels <how>', 'how searches are made quick: the more disk, the quicker')
        .choices(['auto', ...labelModes])
        .default('auto'),
    )
    .option('--label-budget <MiB>', 'what --labels auto may take on disk', wholeMiB, DEFAULT_LABEL_BUDGET_MIB)
    .addOption(hierarchiesOption())
    .option('--no-hierarchies', 'build none of what makes searches quick: loads sooner, and each search reads all arcs')
    .option('--json', 'progress as JSON lines on standard error, the report as JSON on standard output')
    .addHelpText(
      'after',
      `
The network that is served stays until the new one is whole, and serves on if the load fails.
Of two loads at once the second waits. docs/loading.md tells more.

Examples:
  roadql load city.osm.pbf --if-needed     for a job that may run again
  roadql load city.osm.pbf --database postgres://roadql@localhost/roadql
  roadql load streets.shp --mapping streets.mapping.json --name streets`,
    )
    .action((file: string, options: LoadOptions) => interruptible((signal) => load(file, options, signal)));
}

async function load(file: string, options: LoadOptions, signal: AbortSignal): Promise<void> {
  try {
    await loadUnlessServed(file, options, signal);
  } catch (error) {
    if (!(error instanceof AlreadyLoaded) || !options.ifNeeded) throw error;
    sayServed(error.version, options);
  }
}

async function loadUnlessServed(file: string, options: LoadOptions, signal: AbortSignal): Promise<void> {
  const adminUrl = adminUrlOf(options.database);
  if (options.ifEmpty) {
    const {migrated, networks} = await inspectDatabase(adminUrl);
    const served = migrated ? networks.find(({current}) => current) : undefined;
    if (served) return sayServed(served.version, options);
  }
  const source = await identifySource(file, options.mapping, signal);
  // The schema may be missing at the first load, and a newer release may bring a newer one.
  await bringUpToDate(adminUrl, signal);
  const [current] = (await inspectDatabase(adminUrl)).networks;
  if (current?.current && current.sha256 === source.sha256 && !options.force) {
    throw new AlreadyLoaded(current.version, file);
  }

  const display = progressDisplay(process.stderr, options.json ?? false);
  const clock = new PhaseClock();
  const onProgress = clock.wrap(display.onProgress);
  try {
    const network = await buildFromFile(source, {...options, onProgress, signal});
    const built = loadReport(network, clock.soFar());
    const written = await writeToDatabase(network, {
      adminUrl,
      statistics: built.statistics,
      report: {restrictions: built.restrictions, phases: built.phases, peakMemoryMiB: built.peakMemoryMiB},
      force: options.force,
      labels: options.labels,
      labelBudgetMiB: options.labelBudget,
      onProgress,
      signal,
    });
    display.stop();
    const report = loadReport(network, clock.stop());
    if (written.cleared.length > 0) {
      process.stderr.write(`An earlier load had left ${written.cleared.join(', ')}: removed.\n`);
    }
    for (const warning of written.warnings) process.stderr.write(`warning: ${warning}\n`);
    if (options.json) {
      process.stdout.write(
        `${JSON.stringify({version: written.version, replaced: written.replaced, labels: written.labels, warnings: written.warnings, ...report})}\n`,
      );
    } else {
      const before = written.replaced === null ? '' : ` (before: ${written.replaced})`;
      process.stdout.write(
        `${reportText(report)}\n${labelsText(network, written.labels)}\nVersion ${written.version} is served now${before}.\n`,
      );
    }
  } finally {
    display.stop();
  }
}

function labelsText({hierarchies}: RoadNetwork, labels: LabelMode): string {
  if (hierarchies.length === 0) return 'No hierarchies: every search reads all arcs.';
  const kept = {packed: 'packed', ids: 'ids of arcs', none: 'not kept, but grown for each search'};
  return `Labels are ${kept[labels]}.`;
}

function wholeMiB(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number of mebibytes.');
  return Number(text);
}

/** Nothing was to be done. */
function sayServed(version: string, {json}: LoadOptions): void {
  process.stdout.write(
    json ? `${JSON.stringify({version, alreadyLoaded: true})}\n` : `Version ${version} is served already.\n`,
  );
}
