import Flatbush from 'flatbush';
import {type Lines} from './lines.js';

/** The straight pieces between two vertices of all lines, found by where they are. */
export class Segments {
  private readonly index: Flatbush | null;
  /** The first vertex of each piece in the index. */
  private readonly vertices: Uint32Array;
  /** Vertices of line i are `firstVertex[i]` up to `firstVertex[i + 1]`. */
  readonly firstVertex: Uint32Array;
  /** The place of each vertex. */
  readonly place: Int32Array;

  constructor(lines: Lines) {
    const {firstVertex, place} = lines.vertices();
    const {x, y} = lines.places.coordinates();
    this.firstVertex = firstVertex;
    this.place = place;
    const most = Math.max(0, place.length - lines.count);
    const vertices = new Uint32Array(most);
    let count = 0;
    for (let line = 0; line < lines.count; line++) {
      for (let vertex = firstVertex[line]; vertex + 1 < firstVertex[line + 1]; vertex++) {
        // a vertex said twice spans nothing
        if (place[vertex] === place[vertex + 1]) continue;
        vertices[count++] = vertex;
      }
    }
    this.vertices = vertices.subarray(0, count);
    this.index = count > 0 ? new Flatbush(count, 16, Int32Array) : null;
    for (const vertex of this.vertices) {
      const a = place[vertex];
      const b = place[vertex + 1];
      this.index?.add(Math.min(x[a], x[b]), Math.min(y[a], y[b]), Math.max(x[a], x[b]), Math.max(y[a], y[b]));
    }
    this.index?.finish();
  }

  get count(): number {
    return this.vertices.length;
  }

  /** First vertex of a piece. */
  vertex(segment: number): number {
    return this.vertices[segment];
  }

  /** Pieces whose bounding box meets the box, in ascending order. */
  within(minX: number, minY: number, maxX: number, maxY: number): number[] {
    return this.index?.search(minX, minY, maxX, maxY).sort((a, b) => a - b) ?? [];
  }
}
