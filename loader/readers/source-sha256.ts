import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {pipeline} from 'node:stream/promises';
import {shapefileParts} from './shapefile-parts.js';
import {sourceFormat} from './source-format.js';
import {UnreadableSource} from './unreadable-source.js';

/**
 * What a source's content is known by: SHA-256, hex, of its file (a shapefile: of its .shp, .dbf and .prj, in this
 * order), then of the mapping's text.
 * @param mappingText as `readMapping` gives it; empty without a mapping
 * @throws UnreadableSource; the signal's reason when it is aborted
 */
export async function sourceSha256(path: string, mappingText = '', signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (const part of await filesOf(path)) {
    try {
      await pipeline(createReadStream(part), hash, {end: false, signal});
    } catch (error) {
      signal?.throwIfAborted();
      throw UnreadableSource.from(part, error);
    }
  }
  return hash.update(mappingText).digest('hex');
}

async function filesOf(path: string): Promise<string[]> {
  if ((await sourceFormat(path)) !== 'shapefile') return [path];
  const {shp, dbf, prj} = await shapefileParts(path);
  return [shp, dbf, prj];
}
