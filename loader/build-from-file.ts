import {basename} from 'node:path';
import {buildNetwork} from '../src/graph/build-network.js';
import {Drops} from '../src/graph/drops.js';
import type {Weighting} from '../src/graph/hierarchy/hierarchy.js';
import type {RoadNetwork} from '../src/graph/network.js';
import type {OnProgress} from '../src/graph/road.js';
import {readMapping, type Mapping} from './readers/mapping.js';
import {openSource, type OpenOptions} from './readers/open-source.js';
import {sourceSha256} from './readers/source-sha256.js';

/** A source file as it is named on a command line, identified by its content. */
export interface IdentifiedSource {
  readonly path: string;
  readonly mapping: Mapping | undefined;
  /** Of the file (a shapefile: its parts) and the mapping. */
  readonly sha256: string;
}

/**
 * Reads a file's fingerprint, and the mapping that goes with it.
 * @param mappingPath a JSON file, see docs/loading-formats.md
 * @throws UnreadableSource; the signal's reason when it is aborted
 */
export async function identifySource(
  path: string,
  mappingPath?: string,
  signal?: AbortSignal,
): Promise<IdentifiedSource> {
  if (mappingPath === undefined) return {path, mapping: undefined, sha256: await sourceSha256(path, '', signal)};
  const {mapping, text} = await readMapping(mappingPath);
  return {path, mapping, sha256: await sourceSha256(path, text, signal)};
}

export interface BuildFromFileOptions {
  readonly format?: OpenOptions['format'];
  /** The network's name; the file's, without its endings, where it is left out. */
  readonly name?: string;
  /** Which weightings get a hierarchy; false: none. */
  readonly hierarchies?: readonly Weighting[] | false;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

/**
 * Reads a source and builds its network.
 * @throws UnreadableSource, EmptyNetwork; the signal's reason when it is aborted
 */
export async function buildFromFile(source: IdentifiedSource, options: BuildFromFileOptions): Promise<RoadNetwork> {
  const {format, hierarchies, onProgress, signal} = options;
  const drops = new Drops();
  const roads = await openSource(source.path, {format, mapping: source.mapping, onProgress, drops});
  const file = basename(source.path);
  const meta = {
    name: options.name ?? file.replace(/\..*$/, ''),
    source: file,
    sha256: source.sha256,
    builtAt: new Date().toISOString(),
  };
  return buildNetwork(roads, meta, drops, {
    hierarchies: hierarchies === false ? [] : hierarchies,
    onProgress,
    signal,
  });
}
