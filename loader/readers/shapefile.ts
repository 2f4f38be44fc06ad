import {createReadStream} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {type Geometry} from 'geojson';
import {open} from 'shapefile';
import {type LineFeature, type LineFile} from './line-source.js';
import {checkColumns, type Mapping} from './mapping.js';
import {fromWkt, type ToWgs84} from './projection.js';
import {checkShp, encodingOf, readDbfHead, shapefileParts, type ShapefileParts} from './shapefile-parts.js';
import {messageOf, UnreadableSource} from './unreadable-source.js';

/**
 * Opens a shapefile of lines: checks its parts, its coordinate system and the mapping's columns.
 * @throws UnreadableSource a part is missing or truncated, a column or the coordinate system is not known
 */
export async function openShapefile(path: string, mapping: Mapping | null): Promise<LineFile> {
  const parts = await shapefileParts(path);
  await checkShp(parts.shp);
  const encoding = await encodingOf(parts);
  const {rows, columns} = await readDbfHead(parts.dbf, encoding);
  if (mapping) checkColumns(mapping, columns, path);
  return new ShapefileFile(path, parts, encoding, await projectionOf(parts.prj), rows);
}

class ShapefileFile implements LineFile {
  readonly format = 'shapefile';

  constructor(
    readonly path: string,
    private readonly parts: ShapefileParts,
    private readonly encoding: string,
    private readonly toWgs84: ToWgs84,
    private readonly rows: number,
  ) {}

  async *features(signal: AbortSignal): AsyncGenerator<LineFeature> {
    // streams of our own: the library adds the endings itself, in lower case, to a path without them
    const shp = createReadStream(this.parts.shp, {signal});
    const dbf = createReadStream(this.parts.dbf, {signal});
    let read = 0;
    try {
      const source = await open(shp, dbf, {encoding: this.encoding});
      for (let row = await source.read(); !row.done; row = await source.read()) {
        read++;
        const geometry: Geometry | null = row.value.geometry;
        yield {id: null, properties: row.value.properties ?? {}, ...linesOf(geometry, this.toWgs84)};
      }
    } catch (error) {
      if (signal.aborted) throw error;
      const why = messageOf(error);
      throw new UnreadableSource(this.path, `damaged shapefile: row ${read + 1} cannot be read (${why})`, {
        cause: error,
      });
    } finally {
      shp.destroy();
      dbf.destroy();
    }
    if (read !== this.rows) {
      throw new UnreadableSource(this.path, `damaged shapefile: ${read} shapes, but ${this.rows} rows in its .dbf`);
    }
  }
}

function linesOf(geometry: Geometry | null, toWgs84: ToWgs84): Pick<LineFeature, 'lines' | 'problem'> {
  if (!geometry) return {lines: [], problem: 'row without a geometry'};
  if (geometry.type === 'LineString') return {lines: [geometry.coordinates.map(toWgs84)], problem: null};
  if (geometry.type === 'MultiLineString') {
    return {lines: geometry.coordinates.map((part) => part.map(toWgs84)), problem: null};
  }
  return {lines: [], problem: `geometry that is no line: ${geometry.type}`};
}

async function projectionOf(prj: string): Promise<ToWgs84> {
  try {
    return fromWkt((await readFile(prj, 'utf8')).trim());
  } catch (cause) {
    const why = messageOf(cause);
    throw new UnreadableSource(prj, `names a coordinate system that is not known here (${why})`, {cause});
  }
}
