import {existsSync} from 'node:fs';
import {basename, join, resolve} from 'node:path';
import {buildFromFile, identifySource} from '../../loader/build-from-file.js';
import {openNetwork} from '../../loader/open-network.js';
import {writeToDatabase, type WriteOptions} from '../../loader/sinks/database.js';
import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import {openPgRoutingEngine} from '../../src/engines/pgrouting/engine.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import {packageRoot} from '../../src/package-root.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {createDatabase, type TestDatabase} from '../stack/database.js';

/** A file of roads as a client of the loader names it. */
export interface CityFile {
  readonly path: string;
  /** What the columns of a file without OpenStreetMap's tags mean. */
  readonly mapping?: string;
}

const sharedData = resolve(packageRoot, '../shared/data');

/** The sample city, which is always there. */
export const sample: CityFile = {path: join(packageRoot, 'data/sample.osm.pbf')};

/** Real cities, kept beside the project; not every checkout has them. */
export const realCities = {
  helsinki: {path: join(sharedData, 'helsinki.osm.pbf')},
  monaco: {path: join(sharedData, 'monaco.osm.pbf')},
  porto: {path: join(sharedData, 'porto.osm.pbf')},
  sherbrooke: {
    path: join(sharedData, 'sherbrooke/Segments_de_rue.shp'),
    mapping: join(packageRoot, 'docs/examples/sherbrooke.mapping.json'),
  },
} as const satisfies Record<string, CityFile>;

/** A suite about a city; where its file is absent it is skipped, and its title says so. */
export function describeCity({path}: CityFile, title: string, suite: () => void): void {
  const isThere = existsSync(path);
  (isThere ? describe : describe.skip)(`${title}${isThere ? '' : ` (NOT RUN: there is no ${basename(path)})`}`, suite);
}

/** One network, loaded into a database and opened by both engines. */
export interface LoadedCity {
  readonly network: RoadNetwork;
  readonly database: TestDatabase;
  readonly engines: readonly [embedded: RoutingEngine, pgrouting: RoutingEngine];
  /** Closes the engines and drops the database. */
  close(): Promise<void>;
}

/** Longest that one search may take on a busy machine, milliseconds: these suites are not about speed. */
const patienceMs = 60_000;

/**
 * Reads, builds and loads a file as the CLI does, and opens both engines on it.
 * @param labels how they are kept; none loads in half the time
 */
export async function loadCity(file: CityFile, labels: WriteOptions['labels'] = 'auto'): Promise<LoadedCity> {
  const network = await readCity(file);
  const database = await createDatabase({statementTimeoutMs: patienceMs});
  await writeToDatabase(network, {adminUrl: database.adminUrl, statistics: networkStatistics(network), labels});
  const engines = [openEmbeddedEngine(network, {queryTimeoutMs: patienceMs}), openDatabase(database)] as const;
  return {
    network,
    database,
    engines,
    close: async () => {
      await Promise.all(engines.map((engine) => engine.close()));
      await database.drop();
    },
  };
}

/** A city's network, built once for all suites and kept as the gateway keeps it: without restrictions as they were read. */
export function buildCity({path}: CityFile): Promise<RoadNetwork> {
  return openNetwork(path, () => undefined, new AbortController().signal);
}

/** Reads and builds a file. */
async function readCity({path, mapping}: CityFile): Promise<RoadNetwork> {
  const source = await identifySource(path, mapping);
  return buildFromFile(source, {onProgress: () => undefined, signal: new AbortController().signal});
}

/** The pgRouting engine as the gateway opens it by default, but for its patience. */
function openDatabase({gatewayUrl}: TestDatabase): RoutingEngine {
  return openPgRoutingEngine({
    databaseUrl: gatewayUrl,
    batchMax: 64,
    queueMax: 1000,
    queryTimeoutMs: patienceMs,
    edgeStoreBytes: 64 * 1024 * 1024,
  });
}
