import {asciiText} from './ascii-text.js';
import {checkNumber} from './limits.js';
import type {LineFormat} from './line-format.js';
import {DEGREE, type Vertices} from './vertices.js';

/** Of one number: five bits each, of 34. */
const MOST_CHARACTERS = 7;

/**
 * Google's encoded polyline format, latitude first as the format has it.
 * @param precision decimal digits of a degree that are kept, 1 to 7; a decoder has to know it
 * @throws BadUserInput the precision is out of range
 */
export function polylineFormat(precision: number): LineFormat {
  checkNumber('precision', precision, {atLeast: 1, atMost: 7, whole: true});
  const scale = 10 ** precision;
  return {
    begin: (vertices) => encodeSteps(vertices, 0, scale),
    goOn: (vertices) => encodeSteps(vertices, 1, scale),
    end: '',
  };
}

/** The same as it stands in JSON, in its quotes: so that it is not to be looked through for each answer. */
export function jsonPolylineFormat(precision: number): LineFormat {
  const plain = polylineFormat(precision);
  return {
    begin: (vertices) => `"${escaped(plain.begin(vertices))}`,
    goOn: (vertices) => escaped(plain.goOn(vertices)),
    end: '"',
  };
}

/** Of the characters of a polyline (63 to 126 of ASCII) JSON escapes one. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\');
}

/** @param first the first vertex that is written; the one before is where the first step starts */
function encodeSteps(vertices: Vertices, first: number, scale: number): string {
  return asciiText(vertices.length * MOST_CHARACTERS, (bytes) => {
    let length = 0;
    let lon = first === 0 ? 0 : rounded((vertices[0] / DEGREE) * scale);
    let lat = first === 0 ? 0 : rounded((vertices[1] / DEGREE) * scale);
    for (let i = 2 * first; i < vertices.length; i += 2) {
      const nextLon = rounded((vertices[i] / DEGREE) * scale);
      const nextLat = rounded((vertices[i + 1] / DEGREE) * scale);
      length = writeStep(bytes, length, nextLat - lat);
      length = writeStep(bytes, length, nextLon - lon);
      lon = nextLon;
      lat = nextLat;
    }
    return length;
  });
}

/** Halves go away from zero, as the format has it. */
function rounded(value: number): number {
  return value < 0 ? -Math.floor(0.5 - value) : Math.floor(value + 0.5);
}

/** The sign as the lowest bit, then five bits a character, the lowest first. @returns where the text ends */
function writeStep(bytes: Uint8Array, start: number, step: number): number {
  let at = start;
  let rest = step < 0 ? -2 * step - 1 : 2 * step;
  for (; rest >= 32; rest = Math.floor(rest / 32)) bytes[at++] = (32 | (rest & 31)) + 63;
  bytes[at++] = rest + 63;
  return at;
}
