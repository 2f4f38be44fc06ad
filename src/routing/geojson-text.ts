import {asciiText} from './ascii-text.js';
import type {LineFormat} from './line-format.js';
import type {MultiPolygonCoordinates} from './rings.js';
import {DEGREE, type Vertices} from './vertices.js';

/** Of one position with up to nine decimal digits, brackets and commas. */
const MOST_BYTES = 32;

const [COMMA, MINUS, POINT, ZERO, OPEN, CLOSE] = [...',-.0[]'].map((sign) => sign.charCodeAt(0));

/** What a decimal number is written from: whole units, so many of which are 1. */
interface Decimals {
  readonly unit: number;
  /** Decimal digits of a unit. */
  readonly digits: number;
}

const lineDecimals: Decimals = {unit: DEGREE, digits: 7};
/** As rings are rounded, see isochrone.ts. */
const ringDecimals: Decimals = {unit: 1e9, digits: 9};

/** A LineString (RFC 7946) as JSON. */
export const lineStringFormat: LineFormat = {
  begin: (vertices) => `{"type":"LineString","coordinates":[${positionsText(vertices, 0)}`,
  goOn: (vertices) => positionsText(vertices, 1),
  end: ']}',
};

export function lineStringText(vertices: Vertices): string {
  return lineStringFormat.begin(vertices) + lineStringFormat.end;
}

/** @param first the first vertex that is written; above 0 after a comma, as after others */
function positionsText(vertices: Vertices, first: number): string {
  return asciiText((vertices.length / 2) * MOST_BYTES, (bytes) => {
    let at = 0;
    for (let i = 2 * first; i < vertices.length; i += 2) {
      if (i > 0) bytes[at++] = COMMA;
      at = writePosition(bytes, at, vertices[i], vertices[i + 1], lineDecimals);
    }
    return at;
  });
}

/** A MultiPolygon (RFC 7946) as JSON. @param polygons rounded to nine decimal digits */
export function multiPolygonText(polygons: MultiPolygonCoordinates): string {
  const rings = polygons.flat();
  const brackets = 2 + 3 * polygons.length + 3 * rings.length;
  const mostBytes = brackets + rings.reduce((sum, ring) => sum + ring.length, 0) * MOST_BYTES;
  const coordinates = asciiText(mostBytes, (bytes) =>
    writeList(bytes, 0, polygons, (polygon, inPolygons) =>
      writeList(bytes, inPolygons, polygon, (ring, inPolygon) =>
        writeList(bytes, inPolygon, ring, ([lon, lat], at) =>
          writePosition(
            bytes,
            at,
            Math.round(lon * ringDecimals.unit),
            Math.round(lat * ringDecimals.unit),
            ringDecimals,
          ),
        ),
      ),
    ),
  );
  return `{"type":"MultiPolygon","coordinates":${coordinates}}`;
}

/** Each of these writes from `start` on, and tells where its text ends. */
function writeList<Item>(
  bytes: Uint8Array,
  start: number,
  items: readonly Item[],
  writeItem: (item: Item, at: number) => number,
): number {
  let at = start;
  bytes[at++] = OPEN;
  for (let i = 0; i < items.length; i++) {
    if (i > 0) bytes[at++] = COMMA;
    at = writeItem(items[i], at);
  }
  bytes[at++] = CLOSE;
  return at;
}

function writePosition(bytes: Uint8Array, start: number, lon: number, lat: number, decimals: Decimals): number {
  let at = start;
  bytes[at++] = OPEN;
  at = writeDecimal(bytes, at, lon, decimals);
  bytes[at++] = COMMA;
  at = writeDecimal(bytes, at, lat, decimals);
  bytes[at++] = CLOSE;
  return at;
}

/** Without zeros at its end, as JSON.stringify writes a number. @param units below a thousand times the unit */
function writeDecimal(bytes: Uint8Array, start: number, units: number, {unit, digits}: Decimals): number {
  let at = start;
  const size = Math.abs(units);
  if (units < 0) bytes[at++] = MINUS;
  const whole = Math.floor(size / unit);
  at = writeDigits(bytes, at, whole, whole < 10 ? 1 : whole < 100 ? 2 : 3);
  let fraction = size - whole * unit;
  if (fraction === 0) return at;
  let left = digits;
  for (; fraction % 10 === 0; left--) fraction /= 10;
  bytes[at++] = POINT;
  return writeDigits(bytes, at, fraction, left);
}

function writeDigits(bytes: Uint8Array, start: number, value: number, count: number): number {
  let rest = value;
  for (let at = start + count - 1; at >= start; at--) {
    const tens = Math.floor(rest / 10);
    bytes[at] = ZERO + rest - 10 * tens;
    rest = tens;
  }
  return start + count;
}
