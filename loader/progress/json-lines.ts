import type {ProgressDisplay} from './progress-display.js';

/**
 * A JSON object a line, `{phase, done, total, unit}`: when a phase begins, when it is done, and once a second between.
 * @param now milliseconds, monotonic
 */
export function jsonLines(stream: NodeJS.WritableStream, now = () => performance.now()): ProgressDisplay {
  let phaseNow = '';
  let toldAt = 0;
  return {
    onProgress(phase, done, total, unit) {
      const isDone = total > 0 && done >= total;
      if (phase === phaseNow && !isDone && now() - toldAt < LINE_EVERY_MS) return;
      phaseNow = phase;
      toldAt = now();
      stream.write(`${JSON.stringify({phase, done, total, unit})}\n`);
    },
    stop() {},
  };
}

const LINE_EVERY_MS = 1_000;
