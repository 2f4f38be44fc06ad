import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {generate} from '../../data/generate.js';
import {openNetwork} from '../../loader/open-network.js';
import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import {openPgRoutingEngine} from '../../src/engines/pgrouting/engine.js';
import {Labels} from '../../src/graph/hierarchy/labels.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {connectDirectly} from '../../src/postgres/connect.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import type {Check} from '../check.js';
import {type LoadedDatabase, loadNetwork, startLoadedDatabase} from '../database.js';
import {type PlaceToAsk, randomPlaces} from '../places.js';
import type {Programs} from '../server.js';
import {engineTimes, routeTime} from './engine-times.js';
import {scaleChecks} from './scale-checks.js';
import type {EngineTimes, LoadFigures, ScaleRow} from './scale-row.js';

const run = promisify(execFile);

/** What `npm run bench -- scale` asks for by this name. */
export const SCALE = 'scale';

const SEED = 7;
const MIB = 2 ** 20;
/** Of a matrix of a large city on a busy machine, milliseconds. */
const PATIENCE_MS = 120_000;

/** Sizes of city, edges: those of a look, and of the whole. */
export function scaleSizes(full: boolean): number[] {
  return full ? [10_000, 100_000, 1_000_000] : [10_000, 100_000];
}

/**
 * Draws cities of some sizes and has each engine search them, to see what grows, and how.
 * @param say hears what goes on
 * @returns with the versions of the database's programs; null where there is none
 */
export async function measureScale(
  programs: Programs,
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<{rows: ScaleRow[]; checks: Check[]; versions: LoadedDatabase['versions'] | null}> {
  const rows: ScaleRow[] = [];
  let versions: LoadedDatabase['versions'] | null = null;
  const onDatabase = (database: LoadedDatabase) => (versions = database.versions);
  for (const edges of sizes) rows.push(await measureCity(programs, edges, say, onDatabase));
  return {rows, checks: scaleChecks(rows), versions};
}

async function measureCity(
  programs: Programs,
  edges: number,
  say: (line: string) => void,
  onDatabase: (database: LoadedDatabase) => void,
): Promise<ScaleRow> {
  const folder = mkdtempSync(join(tmpdir(), 'roadql-scale-'));
  try {
    const file = join(folder, 'city.osm.pbf');
    say(`A city of ${edges} edges: drawing`);
    const drawn = generate({edges, seed: SEED}, file);
    say('roadql build');
    const graphFile = join(folder, 'city.graph');
    const build = await built(programs, file, graphFile);
    const network = await openNetwork(graphFile, () => undefined, new AbortController().signal);
    const places = () => randomPlaces(network, SEED);
    say('embedded engine');
    const embedded = await engineTimes(openEmbeddedEngine(network), places());
    say('roadql load');
    const pgrouting = await loadedTimes(programs, file, places, say, onDatabase);
    return {edges: drawn.edges, build, labelArcs: labelArcsOf(network), embedded, pgrouting};
  } finally {
    rmSync(folder, {recursive: true});
  }
}

async function built({roadql}: Programs, file: string, graphFile: string): Promise<ScaleRow['build']> {
  const {stdout} = await run(process.execPath, [...roadql, 'build', file, '--out', graphFile, '--json'], {
    maxBuffer: 64 * MIB,
  });
  const {bytes, phases, peakMemoryMiB} = JSON.parse(stdout) as {
    readonly bytes: number;
    readonly phases: readonly {readonly seconds: number}[];
    readonly peakMemoryMiB: number;
  };
  const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
  return {seconds, peakMiB: peakMemoryMiB, graphFileMiB: bytes / MIB};
}

async function loadedTimes(
  programs: Programs,
  file: string,
  places: () => () => PlaceToAsk,
  say: (line: string) => void,
  onDatabase: (database: LoadedDatabase) => void,
): Promise<(EngineTimes & LoadFigures) | null> {
  const database = await startLoadedDatabase(programs, file, say);
  if (database === null) return null;
  onDatabase(database);
  try {
    const {urls, loadSeconds, labels, peakMemoryMiB} = database;
    say('pgrouting engine');
    const times = await withEngine(urls.gateway, (engine, ran) => engineTimes(engine, places(), ran));
    const databaseMiB = (await databaseBytes(urls.direct)) / MIB;
    let packedRouteMs = times.routeMs;
    if (labels !== 'packed') {
      say('roadql load, packed labels of one weighting');
      await loadNetwork(programs, file, urls.direct, ['--force', '--hierarchies', 'CAR:FASTEST', '--labels', 'packed']);
      packedRouteMs = await withEngine(urls.gateway, (engine, ran) => routeTime(engine, places(), ran));
    }
    return {...times, packedRouteMs, loadSeconds, loadPeakMiB: peakMemoryMiB, databaseMiB, labels};
  } finally {
    await database.stop();
  }
}

/** @param ask is given an engine, and what tells how long its last statement ran, milliseconds */
async function withEngine<Result>(
  databaseUrl: string,
  ask: (engine: RoutingEngine, ran: () => number) => Promise<Result>,
): Promise<Result> {
  let ranMs = 0;
  const engine = openPgRoutingEngine({
    databaseUrl,
    batchMax: 64,
    queueMax: 1000,
    queryTimeoutMs: PATIENCE_MS,
    edgeStoreBytes: 64 * MIB,
    onStatement: () => (end) => (ranMs = end.ranMs),
  });
  try {
    return await ask(engine, () => ranMs);
  } finally {
    await engine.close();
  }
}

async function databaseBytes(adminUrl: string): Promise<number> {
  const client = await connectDirectly(adminUrl, 'roadql bench: scale');
  try {
    const {rows} = await client.query<{bytes: string}>('SELECT pg_database_size(current_database()) AS bytes');
    return Number(rows[0].bytes);
  } finally {
    await client.end();
  }
}

/** A sample of places, both directions. */
function labelArcsOf({hierarchies}: RoadNetwork): number {
  const fastest = hierarchies.find(({profile, objective}) => profile === 'CAR' && objective === 'FASTEST');
  if (fastest === undefined) return NaN;
  const places = fastest.rank.length;
  const step = Math.max(1, Math.floor(places / 2000));
  let arcs = 0;
  let labels = 0;
  for (const direction of ['onwards', 'against'] as const) {
    const all = new Labels(fastest, direction);
    for (let rank = 0; rank < places; rank += step, labels++) arcs += all.of(rank).length;
  }
  return arcs / labels;
}
