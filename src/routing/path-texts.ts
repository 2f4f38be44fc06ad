import type {EdgeRecord} from './engine.js';
import type {LineFormat} from './line-format.js';
import {firstStretch, lastStretch, onlyStretch, type PathOnEdges, wholeEdge} from './path-line.js';
import {VertexList} from './vertices.js';

/** Formats so far, each of which has two texts of every edge. */
let formats = 0;

/**
 * Writes the lines of paths in one format. What is written of an edge that is passed as a whole is kept in the edge's
 * record, as a city's routes take the same ones over and over: a line is put together from texts instead of being drawn
 * and written number by number.
 */
export class PathTexts {
  /** Where the record has the text of the edge as it is; the other way is the next. */
  private readonly place = 2 * formats++;

  constructor(private readonly format: LineFormat) {}

  /**
   * The same as the format makes of the line drawn vertex by vertex.
   * @param paths one or more, each of which starts where the one before ends
   */
  of(paths: readonly PathOnEdges[]): string {
    const {format} = this;
    const start = new VertexList();
    start.addPosition(paths[0].from.location);
    let onwards = '';
    for (const path of paths) onwards += this.onwards(path);
    // a line without length is one vertex twice
    return format.begin(onwards === '' ? start.finish() : start.vertices) + onwards + format.end;
  }

  private onwards(path: PathOnEdges): string {
    const {format} = this;
    const {edges, forward} = path;
    if (edges.length === 1) return format.goOn(onlyStretch(path));
    let text = format.goOn(firstStretch(path));
    for (let index = 1; index < edges.length - 1; index++) text += this.edge(edges[index], forward[index]);
    return text + format.goOn(lastStretch(path));
  }

  private edge(edge: EdgeRecord, forward: boolean): string {
    const written = (edge.written ??= []);
    const place = forward ? this.place : this.place + 1;
    return (written[place] ??= this.format.goOn(wholeEdge(edge, forward)));
  }
}
