import type {Command} from 'commander';
import {isGraphFile, readGraphFile} from '../../src/graph/graph-file.js';
import {buildFromFile, identifySource} from '../build-from-file.js';
import {interruptible} from '../interruption.js';
import {progressDisplay} from '../progress/progress-display.js';
import {UnreadableSource} from '../readers/unreadable-source.js';
import {loadReport, type LoadReport, reportText, table} from '../report.js';
import {inspectDatabase, type LoadedNetwork} from '../sinks/database/inspect.js';
import {readingUrlOf} from './database-url.js';
import {formatOption, mappingOption, nameOption, type SourceOptions} from './source-options.js';

interface InspectOptions extends SourceOptions {
  database?: string;
  json?: boolean;
}

/** `roadql inspect [FILE]`: what is loaded, or what a file holds. */
export function addInspectCommand(program: Command): void {
  program
    .command('inspect')
    .description('Say what is loaded into the database, or what a source or graph file holds.')
    .argument('[file]', 'a source file or a file of `roadql build`; left out, the database is asked')
    .option('--database <url>', 'any login that may read (default: DATABASE_ADMIN_URL, else DATABASE_URL)')
    .addOption(formatOption())
    .addOption(mappingOption())
    .addOption(nameOption())
    .option('--json', 'as JSON on standard output')
    .addHelpText(
      'after',
      `
Examples:
  roadql inspect                   what is served, and what was before
  roadql inspect city.osm.pbf      what a load of it would give; nothing is written
  roadql inspect city.graph --json`,
    )
    .action((file: string | undefined, options: InspectOptions) =>
      interruptible((signal) => (file === undefined ? inspectLoaded(options) : inspectFile(file, options, signal))),
    );
}

async function inspectFile(file: string, options: InspectOptions, signal: AbortSignal): Promise<void> {
  const isGraph = await isGraphFile(file).catch((error: unknown) => {
    throw UnreadableSource.from(file, error);
  });
  const report = isGraph ? await graphFileReport(file) : await sourceReport(file, options, signal);
  process.stdout.write(`${options.json ? JSON.stringify(report) : reportText(report)}\n`);
}

async function graphFileReport(file: string): Promise<LoadReport> {
  return {...loadReport(await readGraphFile(file), []), restrictions: null};
}

async function sourceReport(file: string, options: InspectOptions, signal: AbortSignal): Promise<LoadReport> {
  const display = progressDisplay(process.stderr, options.json ?? false);
  try {
    const source = await identifySource(file, options.mapping, signal);
    return loadReport(
      await buildFromFile(source, {...options, hierarchies: false, onProgress: display.onProgress, signal}),
      [],
    );
  } finally {
    display.stop();
  }
}

async function inspectLoaded({database, json}: InspectOptions): Promise<void> {
  const {migrated, networks} = await inspectDatabase(readingUrlOf(database));
  if (json) process.stdout.write(`${JSON.stringify({migrated, networks})}\n`);
  else if (!migrated) process.stdout.write('The database has no schema yet: `roadql load FILE` makes it.\n');
  else if (networks.length === 0) process.stdout.write('The schema is there, and no network: `roadql load FILE`.\n');
  else process.stdout.write(`${networksTable(networks)}\n`);
}

function networksTable(networks: readonly LoadedNetwork[]): string {
  return table(
    ['version', 'served', 'name', 'source', 'loaded', 'nodes', 'edges', 'profiles', 'MiB'],
    networks.map((network) => [
      network.version,
      network.current ? 'now' : 'before',
      network.name,
      network.source,
      network.loadedAt.toISOString(),
      network.nodeCount,
      network.edgeCount,
      network.profiles.join(' '),
      Math.round(network.bytes / 2 ** 20),
    ]),
  );
}
