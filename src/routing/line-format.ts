import type {Vertices} from './vertices.js';

/** A way to write a line that can be written stretch by stretch. */
export interface LineFormat {
  /** A line from its first vertex on, without what ends it. */
  begin(vertices: Vertices): string;
  /** What goes on from a text that ends with the first of these vertices; nothing where it is the only one. */
  goOn(vertices: Vertices): string;
  /** What ends a line. */
  readonly end: string;
}
