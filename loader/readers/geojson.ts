import {open} from 'node:fs/promises';
import {collectionParts, featureLines, type JsonPart} from './json-features.js';
import {type LineFeature, type LineFile} from './line-source.js';
import {checkColumns, type Mapping} from './mapping.js';
import {alreadyWgs84, fromGeoJsonCrs, type ToWgs84} from './projection.js';
import {messageOf, UnreadableSource} from './unreadable-source.js';

/**
 * A GeoJSON file: one FeatureCollection, or one Feature a line (GeoJSON text sequences). Coordinates are WGS 84, or in
 * the EPSG system that a `crs` member before the features names.
 */
export class GeoJsonFile implements LineFile {
  readonly format = 'geojson';

  constructor(
    readonly path: string,
    private readonly mapping: Mapping | null,
  ) {}

  /** @throws UnreadableSource not JSON, not a FeatureCollection, an unknown `crs`, or without a column of the mapping */
  async *features(_signal: AbortSignal): AsyncGenerator<LineFeature> {
    try {
      const isSequence = await startsWithFeature(this.path);
      yield* this.read(isSequence ? featureLines(this.path) : collectionParts(this.path), isSequence);
    } catch (error) {
      if (error instanceof UnreadableSource) throw error;
      throw new UnreadableSource(this.path, `is not whole GeoJSON: ${messageOf(error)}`, {cause: error});
    }
  }

  private async *read(parts: AsyncIterable<JsonPart>, isSequence: boolean): AsyncGenerator<LineFeature> {
    const columns = new Set<string>();
    let toWgs84 = alreadyWgs84;
    let type: unknown = isSequence ? 'FeatureCollection' : undefined;
    let features = 0;
    for await (const part of parts) {
      if (part.kind === 'feature') {
        const feature = lineFeature(part.value, features++, toWgs84, this.path);
        if (this.mapping) for (const column of Object.keys(feature.properties)) columns.add(column);
        yield feature;
      } else if (part.key === 'type') {
        type = part.value;
        if (type !== 'FeatureCollection') throw this.notCollection(type);
      } else if (part.key === 'crs') {
        toWgs84 = this.projection(part.value);
        if (features > 0 && toWgs84 !== alreadyWgs84) {
          throw new UnreadableSource(
            this.path,
            'names its coordinate system ("crs") after the features; it must come before',
          );
        }
      }
    }
    if (type === undefined) throw this.notCollection(type);
    if (this.mapping && features > 0) checkColumns(this.mapping, columns, this.path);
  }

  private projection(crs: unknown): ToWgs84 {
    try {
      return fromGeoJsonCrs(crs);
    } catch (cause) {
      throw new UnreadableSource(this.path, messageOf(cause), {cause});
    }
  }

  private notCollection(type: unknown): UnreadableSource {
    const is = type === undefined ? 'an object without a type' : `of type ${JSON.stringify(type)}`;
    return new UnreadableSource(this.path, `is not a GeoJSON FeatureCollection; it is ${is}`);
  }
}

const HEAD_BYTES = 64 * 1024;

/**
 * Whether the first line alone is a feature: a sequence, not a collection. Told by the file's start, since a collection
 * may stand on one line of any length.
 */
async function startsWithFeature(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.toString('utf8', 0, bytesRead).replace(/^[\uFEFF\x1e\s]+/, '');
    const end = head.indexOf('\n');
    if (end < 0 && bytesRead === HEAD_BYTES) return /^\{\s*"type"\s*:\s*"Feature"/.test(head);
    return isFeature(end < 0 ? head : head.slice(0, end));
  } finally {
    await file.close();
  }
}

function isFeature(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && value.type === 'Feature';
  } catch {
    return false;
  }
}

function lineFeature(value: unknown, number: number, toWgs84: ToWgs84, path: string): LineFeature {
  if (!isRecord(value) || value.type !== 'Feature') {
    throw new UnreadableSource(path, `features[${number}] is not a GeoJSON Feature`);
  }
  const id = typeof value.id === 'string' || typeof value.id === 'number' ? String(value.id) : null;
  const properties = isRecord(value.properties) ? value.properties : {};
  const {geometry} = value;
  if (!isRecord(geometry)) return {id, properties, lines: [], problem: 'feature without a geometry'};
  const parts = partsOf(geometry);
  if (!parts) return {id, properties, lines: [], problem: `geometry that is no line: ${String(geometry.type)}`};
  return {id, properties, lines: parts.map((part) => positions(part, toWgs84)), problem: null};
}

function partsOf(geometry: Record<string, unknown>): unknown[] | null {
  const {type, coordinates} = geometry;
  if (type === 'LineString') return [coordinates];
  return type === 'MultiLineString' && Array.isArray(coordinates) ? (coordinates as unknown[]) : null;
}

/** What is no position becomes NaN, which no range check lets through. */
function positions(part: unknown, toWgs84: ToWgs84): [number, number][] {
  if (!Array.isArray(part)) return [];
  return part.map((position: unknown) =>
    Array.isArray(position) && Number.isFinite(position[0]) && Number.isFinite(position[1])
      ? toWgs84(position as number[])
      : [NaN, NaN],
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
