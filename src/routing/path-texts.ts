import type {EdgeRecord, EdgeRun} from './engine.js';
import type {LineFormat} from './line-format.js';
import {firstStretch, lastStretch, onlyStretch, type PathOnEdges, wholeEdge} from './path-line.js';
import type {Vertices} from './vertices.js';

/** Formats so far, each of which has two texts of every edge, and one of a run. */
let formats = 0;

/**
 * Writes the lines of paths in one format. What is written of an edge that is passed as a whole is kept in the edge's
 * record, and that of a run in the run, as a city's routes take the same ones over and over: a line is put together from
 * texts instead of being drawn and written number by number.
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
    const [first, ...others] = paths;
    const start = startOf(first);
    let onwards = this.afterStart(first);
    for (const path of others) onwards += format.goOn(startOf(path)) + this.afterStart(path);
    // a line without length is one vertex twice
    const isPoint = onwards === '' && start.length === 2;
    return format.begin(isPoint ? [...start, ...start] : start) + onwards + format.end;
  }

  private afterStart(path: PathOnEdges): string {
    if (path.between === null) return '';
    let text = '';
    for (const run of path.between) text += this.run(run);
    return text + this.format.goOn(lastStretch(path));
  }

  private run(run: EdgeRun): string {
    const {place} = this;
    return run.written?.[place] ?? ((run.written ??= [])[place] = this.write(run));
  }

  private write(run: EdgeRun): string {
    const texts: string[] = [];
    run.each((edge, forward) => texts.push(this.edge(edge, forward)));
    // joined, as a text that was added up would be taken apart again each time that it is sent
    return texts.join('');
  }

  private edge(edge: EdgeRecord, forward: boolean): string {
    const written = (edge.written ??= []);
    const place = forward ? this.place : this.place + 1;
    return (written[place] ??= this.format.goOn(wholeEdge(edge, forward)));
  }
}

function startOf(path: PathOnEdges): Vertices {
  return path.between === null ? onlyStretch(path) : firstStretch(path);
}
