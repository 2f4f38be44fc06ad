import type {Position} from '../../src/routing/engine.js';
import {metresPerDegree} from '../../src/routing/plane.js';

/** Where the north-west corner of every drawn town lies: at sea, so that no map is confused with it. */
const corner: Position = [-30, 45];

/** A letter's or a line's cell is a square of this side. */
export const cellMetres = 100;

/** A town drawn in letters and lines. */
export interface TownMap {
  /** [lon, lat] of each letter. */
  readonly nodes: ReadonlyMap<string, Position>;
  readonly roads: readonly DrawnStreet[];
}

export interface DrawnStreet {
  /** Letters of its two ends, as they are read: from the left, or from above. */
  readonly name: string;
  readonly oneWay: 'no' | 'yes' | '-1';
}

/**
 * Reads a town: small letters but v are nodes, `-` and `|` roads between two of them, with an arrow (`>`, `<`, `v`, `^`)
 * at the end of a one-way; one character is 100 m, to the right or down.
 *
 *     map`
 *       a --> b
 *       |     |
 *       c --- d
 *     `
 */
export function map(strings: TemplateStringsArray): TownMap {
  const rows = strings[0].split('\n').filter((row) => row.trim() !== '');
  const margin = Math.min(...rows.map((row) => row.search(/\S/)));
  const cells = rows.map((row) => row.slice(margin));
  const width = Math.max(...cells.map((row) => row.length));
  const columns = Array.from({length: width}, (_, column) => cells.map((row) => row[column] ?? ' ').join(''));
  const nodes = new Map<string, Position>();
  cells.forEach((row, down) => {
    for (const {0: letter, index} of row.matchAll(/[a-uw-z]/g)) nodes.set(letter, positionOf(index, down));
  });
  return {
    nodes,
    roads: [
      ...cells.flatMap((row) => streetsIn(row, /(?=([a-uw-z]) *(<?)-+(>?) *([a-uw-z]))/g)),
      ...columns.flatMap((column) => streetsIn(column, /(?=([a-uw-z]) *(\^?)\|+(v?) *([a-uw-z]))/g)),
    ],
  };
}

function streetsIn(line: string, pattern: RegExp): DrawnStreet[] {
  return [...line.matchAll(pattern)].map(([, from, back, on, to]) => ({
    name: from + to,
    oneWay: on ? 'yes' : back ? '-1' : 'no',
  }));
}

function positionOf(column: number, row: number): Position {
  const plane = metresPerDegree(corner[1]);
  return [corner[0] + (column * cellMetres) / plane.lon, corner[1] - (row * cellMetres) / plane.lat];
}
