import type {ProgressDisplay} from './progress-display.js';
import {amount, duration, rate} from './quantity.js';

/**
 * A line for each phase when it is over, and one every ten seconds of a long one. A phase whose end nobody knows (one
 * waits for another load) says so at once.
 * @param now milliseconds, monotonic
 */
export function plainLines(stream: NodeJS.WritableStream, now = () => performance.now()): ProgressDisplay {
  let open: {phase: string; done: number; unit: string; since: number; toldAt: number} | null = null;
  const close = () => {
    if (!open) return;
    const {phase, done, unit} = open;
    const seconds = (now() - open.since) / 1000;
    const details = [done > 0 && unit !== 's' ? amount(done, unit) : '', duration(seconds), rate(done, unit, seconds)];
    stream.write(`${phase}: ${details.filter(Boolean).join(', ')}\n`);
    open = null;
  };
  return {
    onProgress(phase, done, total, unit) {
      if (open?.phase !== phase) {
        close();
        open = {phase, done, unit, since: now(), toldAt: now()};
        if (unit === 's') stream.write(`${phase} …\n`);
      }
      Object.assign(open, {done, unit});
      if (now() - open.toldAt < LINE_EVERY_MS) return;
      open.toldAt = now();
      stream.write(`${phase}: ${amount(done, unit)}${total > 0 ? ` of ${amount(total, unit)}` : ''} so far\n`);
    },
    stop: close,
  };
}

const LINE_EVERY_MS = 10_000;
