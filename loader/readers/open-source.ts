import {type Drops} from '../../src/graph/drops.js';
import {type OnProgress, type RoadSource} from '../../src/graph/road.js';
import {GeoJsonFile} from './geojson.js';
import {LineSource} from './line-source.js';
import {type Mapping} from './mapping.js';
import {openOsmPbf} from './osm-pbf.js';
import {openShapefile} from './shapefile.js';
import {sourceFormat, type SourceFormat} from './source-format.js';
import {UnreadableSource} from './unreadable-source.js';

export interface OpenOptions {
  /** `auto` (where it is not said) tells by content. */
  readonly format?: 'auto' | SourceFormat;
  /** What the columns of a GeoJSON file or shapefile mean; without one they are read as OpenStreetMap's keys. */
  readonly mapping?: Mapping;
  readonly onProgress?: OnProgress;
  /** Told of everything that is left out, from now to the end of `roads()`. */
  readonly drops: Drops;
}

/**
 * Opens a file of roads, whatever its format.
 * @throws UnreadableSource here, or from `roads()` where the mistake stands further in: missing, empty, truncated, of
 *   another kind than was said, without roads
 */
export async function openSource(path: string, options: OpenOptions): Promise<RoadSource> {
  const {drops, mapping = null, onProgress = () => undefined, format: wanted = 'auto'} = options;
  const format = await sourceFormat(path);
  if (wanted !== 'auto' && wanted !== format) throw new UnreadableSource(path, `is not ${wanted} but ${format}`);
  try {
    switch (format) {
      case 'osm-pbf':
        if (mapping) throw new UnreadableSource(path, 'is OSM PBF, whose tags need no mapping');
        return await openOsmPbf(path, drops, onProgress);
      case 'geojson':
        return new LineSource(new GeoJsonFile(path, mapping), mapping, drops, onProgress);
      case 'shapefile':
        return new LineSource(await openShapefile(path, mapping), mapping, drops, onProgress);
    }
  } catch (error) {
    throw UnreadableSource.from(path, error);
  }
}
