import type {EdgeRecord} from '../../routing/engine.js';
import {NetworkUnavailable} from '../../routing/errors.js';

/** An edge as every statement that gives one names its columns. */
export interface EdgeRow {
  id: number;
  source: number;
  target: number;
  length_metres: number;
  name: string | null;
  ref: string | null;
  class: string;
  speed_kmh: number;
  source_id: string | null;
  features: number;
  line: Buffer;
}

export function edgeOf(row: EdgeRow): EdgeRecord {
  return {
    id: row.id,
    source: row.source,
    target: row.target,
    lengthMetres: row.length_metres,
    coordinates: coordinatesOf(row.line),
    name: row.name,
    ref: row.ref,
    roadClass: row.class,
    features: row.features,
    speedKmh: row.speed_kmh,
    sourceId: row.source_id,
    written: undefined,
  };
}

/** An int4[] as array_send gives it: five numbers of head, then each value after its length; null is an empty one. */
export function int32ArrayOf(sent: Buffer | null): Int32Array {
  const count = sent === null || sent.length < ARRAY_HEAD_BYTES ? 0 : (sent.length - ARRAY_HEAD_BYTES) / 8;
  const values = new Int32Array(count);
  for (let place = 0; place < count; place++) values[place] = sent!.readInt32BE(ARRAY_HEAD_BYTES + 4 + 8 * place);
  return values;
}

const ARRAY_HEAD_BYTES = 20;

/**
 * Every statement that names a version gives at least one row while it is loaded.
 * @throws NetworkUnavailable the version was dropped
 */
export function requireVersion(rows: readonly unknown[], version: string): void {
  if (rows.length === 0) {
    throw new NetworkUnavailable(`Network version ${version} is no longer loaded; ask again for the current one.`);
  }
}

/** @throws NetworkUnavailable no row: nothing is loaded yet */
export function requireNetwork(rows: readonly unknown[]): void {
  if (rows.length === 0) throw new NetworkUnavailable('No network is loaded yet.');
}

/** lon, lat pairs of a WKB LineString, little-endian: byte order, type and count come before the vertices. */
function coordinatesOf(wkb: Buffer): Float64Array {
  const count = 2 * wkb.readUInt32LE(5);
  const coordinates = new Float64Array(count);
  for (let place = 0; place < count; place++) coordinates[place] = wkb.readDoubleLE(9 + 8 * place);
  return coordinates;
}
