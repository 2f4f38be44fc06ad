import {mkdir} from 'node:fs/promises';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {isGraphFile, readGraphFile, writeGraphFile} from '../src/graph/graph-file.js';
import type {RoadNetwork} from '../src/graph/network.js';
import type {OnProgress} from '../src/graph/road.js';
import {UnreadableGraphFile} from '../src/graph/unreadable-graph-file.js';
import {packageRoot} from '../src/package-root.js';
import {buildFromFile, identifySource} from './build-from-file.js';
import {UnreadableSource} from './readers/unreadable-source.js';

/** The sample city: what is served where no network is named. */
export const samplePath = join(packageRoot, 'data/sample.osm.pbf');

/**
 * Opens the embedded engine's network: a file of `roadql build` as it is; a source file built once, and from then on
 * taken from a cache by its sha256 (`$XDG_CACHE_HOME/roadql`, or `~/.cache/roadql`).
 * @param path null for the sample city
 * @throws UnreadableSource, UnreadableGraphFile, EmptyNetwork
 */
export async function openNetwork(
  path: string | null,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<RoadNetwork> {
  const file = path ?? samplePath;
  if (await isGraph(file)) return readGraphFile(file);
  const source = await identifySource(file, undefined, signal);
  const cached = join(cacheFolder(), `${source.sha256}.graph`);
  try {
    return await readGraphFile(cached);
  } catch (error) {
    if (!(error instanceof UnreadableGraphFile) && !isMissing(error)) throw error;
  }
  const network = await buildFromFile(source, {onProgress, signal});
  try {
    await mkdir(cacheFolder(), {recursive: true});
    await writeGraphFile(network, cached);
    // from here on as at any later start: in memory that workers and threads share
    return await readGraphFile(cached);
  } catch {
    // A read-only disk costs the next start a build, and nothing else.
  }
  return network;
}

async function isGraph(file: string): Promise<boolean> {
  try {
    return await isGraphFile(file);
  } catch (error) {
    throw UnreadableSource.from(file, error);
  }
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'roadql');
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
