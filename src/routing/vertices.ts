import type {Position} from './engine.js';

/**
 * A line as answers show it: lon, lat pairs in whole ten-millionths of a degree, about a centimetre, as OpenStreetMap
 * stores them.
 */
export type Vertices = readonly number[];

/** One degree in the unit of `Vertices`. */
export const DEGREE = 1e7;

export function verticesOf(positions: readonly Position[]): Vertices {
  return positions.flatMap(([lon, lat]) => [Math.round(lon * DEGREE), Math.round(lat * DEGREE)]);
}

export function positionsOf(vertices: Vertices): Position[] {
  return Array.from({length: vertices.length / 2}, (_, i) => [vertices[2 * i] / DEGREE, vertices[2 * i + 1] / DEGREE]);
}

/** A position as answers show it. */
export function roundedPosition([lon, lat]: Position): Position {
  return [Math.round(lon * DEGREE) / DEGREE, Math.round(lat * DEGREE) / DEGREE];
}

/** Joins vertices to a line without repeats. */
export class VertexList {
  // an array of small whole numbers: a typed one would lie outside the heap, where it costs more than its line does
  private readonly added: number[] = [];

  addPosition([lon, lat]: Position): void {
    this.add(Math.round(lon * DEGREE), Math.round(lat * DEGREE));
  }

  /** @param coordinates lon, lat pairs, degrees */
  addVertexOf(coordinates: Float64Array, vertex: number): void {
    this.add(Math.round(coordinates[2 * vertex] * DEGREE), Math.round(coordinates[2 * vertex + 1] * DEGREE));
  }

  addAll(line: Vertices): void {
    for (let i = 0; i < line.length; i += 2) this.add(line[i], line[i + 1]);
  }

  /** What was added so far. */
  get vertices(): Vertices {
    return this.added;
  }

  /** The line; two equal vertices where all that were added are one. */
  finish(): Vertices {
    const {added} = this;
    if (added.length === 2) added.push(added[0], added[1]);
    return added;
  }

  private add(lon: number, lat: number): void {
    const {added} = this;
    const {length} = added;
    if (length > 0 && added[length - 2] === lon && added[length - 1] === lat) return;
    added.push(lon, lat);
  }
}
