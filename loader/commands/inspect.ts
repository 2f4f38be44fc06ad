import type {Command} from 'commander';
import {isGraphFile, readGraphFile} from '../../src/graph/graph-file.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {buildFromFile, identifySource} from '../build-from-file.js';
import {interruptible} from '../interruption.js';
import {progressDisplay} from '../progress.js';
import {UnreadableSource} from '../readers/unreadable-source.js';
import {count, loadReport, reportText, table} from '../report.js';
import {inspectDatabase, type LoadedNetwork} from '../sinks/database/inspect.js';
import {adminUrlOf} from './database-url.js';
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
    .action((file: string | undefined, options: InspectOptions) =>
      interruptible((signal) =>
        file === undefined ? inspectLoaded(options) : inspectFile(file, options, signal),
      ),
    );
}

async function inspectFile(file: string, options: InspectOptions, signal: AbortSignal): Promise<void> {
  const report = loadReport(await openFile(file, options, signal), []);
  process.stdout.write(`${options.json ? JSON.stringify(report) : reportText(report)}\n`);
}

async function openFile(file: string, options: InspectOptions, signal: AbortSignal): Promise<RoadNetwork> {
  const isGraph = await isGraphFile(file).catch((error: unknown) => {
    throw UnreadableSource.from(file, error);
  });
  if (isGraph) return readGraphFile(file);
  const display = progressDisplay(process.stderr, options.json ?? false);
  try {
    const source = await identifySource(file, options.mapping);
    return await buildFromFile(source, {...options, onProgress: display.onProgress, signal});
  } finally {
    display.stop();
  }
}

async function inspectLoaded({database, json}: InspectOptions): Promise<void> {
  const url = adminUrlOf(database ?? process.env.DATABASE_ADMIN_URL ?? process.env.DATABASE_URL);
  const {migrated, networks} = await inspectDatabase(url);
  if (json) process.stdout.write(`${JSON.stringify({migrated, networks})}\n`);
  else if (!migrated) process.stdout.write('The database has no schema yet: `roadql load FILE` makes it.\n');
  else if (networks.length === 0) process.stdout.write('The schema is there, and no network: `roadql load FILE`.\n');
  else process.stdout.write(`${networkTable(networks)}\n`);
}

function networkTable(networks: readonly LoadedNetwork[]): string {
  return table(
    ['version', 'served', 'name', 'source', 'loaded', 'nodes', 'edges', 'profiles', 'MiB'],
    networks.map((network) => [
      network.version,
      network.current ? 'now' : 'before',
      network.name,
      network.source,
      network.loadedAt.toISOString(),
      count(network.nodeCount),
      count(network.edgeCount),
      network.profiles.join(' '),
      count(Math.round(network.bytes / 2 ** 20)),
    ]),
  );
}
