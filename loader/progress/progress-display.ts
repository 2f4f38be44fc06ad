import type {OnProgress} from '../../src/graph/road.js';
import {jsonLines} from './json-lines.js';
import {phaseBar} from './phase-bar.js';
import {plainLines} from './plain-lines.js';

/** Shows how far a load is. */
export interface ProgressDisplay {
  readonly onProgress: OnProgress;
  /** Ends the line or bar that is open. May be called again. */
  stop(): void;
}

/**
 * A bar with rate and time left on a terminal, lines elsewhere, JSON objects for machines.
 * @param stream standard error, as a rule
 */
export function progressDisplay(stream: NodeJS.WriteStream, json: boolean): ProgressDisplay {
  if (json) return jsonLines(stream);
  // a dumb terminal cannot go back to the start of a line
  return stream.isTTY && process.env.TERM !== 'dumb' ? phaseBar(stream) : plainLines(stream);
}
