import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {Piscina} from 'piscina';
import {type Draw, type Drawing, drawIsochrone, type Drawn} from '../routing/isochrone-drawing.js';

/** Draws isochrones beside the event loop, so that whoever asks for less is answered meanwhile. */
export interface DrawingThreads {
  readonly draw: Draw;
  close(): Promise<void>;
}

/** A thread that nobody needed for so long ends, milliseconds. */
const IDLE_MS = 60_000;

/** @param count threads at most, started when first needed; 0: all is drawn on the thread that asks */
export function openDrawingThreads(count: number): DrawingThreads {
  if (count === 0 || threadFile === null) return {draw: drawHere, close: () => Promise.resolve()};
  const pool = new Piscina<Drawing, Drawn[]>({
    filename: threadFile,
    minThreads: 0,
    maxThreads: count,
    idleTimeout: IDLE_MS,
  });
  return {
    async draw(drawing, signal) {
      signal.throwIfAborted();
      try {
        return await pool.run(drawing, {signal, transferList: buffersOf(drawing)});
      } catch (error) {
        // of an aborted task the pool says only that it was aborted
        signal.throwIfAborted();
        throw error;
      }
    },
    close: () => pool.close(),
  };
}

const drawHere: Draw = (drawing) => Promise.resolve(drawIsochrone(drawing));

/** The compiled thread; null where the sources are run as they are and there is none. */
const threadFile = [join(__dirname, 'drawing-thread.js')].find(existsSync) ?? null;

/** The roads were packed for this drawing alone; what was reached may be another's too. */
function buffersOf({roads}: Drawing): ArrayBuffer[] {
  return Object.values(roads).map(({buffer}) => buffer as ArrayBuffer);
}
