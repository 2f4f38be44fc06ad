import {SingleBar} from 'cli-progress';
import type {OnProgress} from '../src/graph/road.js';

/** Shows how far a load is, on standard error. */
export interface ProgressDisplay {
  readonly onProgress: OnProgress;
  /** Ends the line or bar that is open. */
  stop(): void;
}

/**
 * A bar with rate and time left on a terminal; a line a phase elsewhere; a JSON object a line for machines.
 * @param stream where it goes; a terminal shows the bar
 */
export function progressDisplay(stream: NodeJS.WriteStream, json: boolean): ProgressDisplay {
  if (json) return jsonLines(stream);
  return stream.isTTY ? bar(stream) : plainLines(stream);
}

function bar(stream: NodeJS.WriteStream): ProgressDisplay {
  let open: {phase: string; shown: SingleBar} | null = null;
  const close = () => {
    open?.shown.stop();
    open = null;
  };
  return {
    onProgress(phase, done, total, unit) {
      if (open?.phase !== phase) {
        close();
        const shown = new SingleBar({
          stream,
          format: (options, params, payload: {unit: string; phase: string}) => {
            const seconds = Math.max(0.001, (Date.now() - params.startTime) / 1000);
            const rate = `${Math.round(params.value / seconds).toLocaleString('en')} ${payload.unit}/s`;
            const name = payload.phase.padEnd(28);
            if (params.total === 0) return `${name} ${params.value.toLocaleString('en')} ${payload.unit}  ${rate}`;
            const size = options.barsize ?? 30;
            const full = Math.min(size, Math.round(params.progress * size));
            const left = Math.round(((params.total - params.value) * seconds) / Math.max(1, params.value));
            const picture = '█'.repeat(full) + '░'.repeat(size - full);
            return `${name} ${picture} ${Math.round(params.progress * 100)} %  ${rate}  ${left} s left`;
          },
          barsize: 30,
          hideCursor: true,
          clearOnComplete: false,
        });
        shown.start(total, done, {phase, unit});
        open = {phase, shown};
      }
      open.shown.setTotal(total);
      open.shown.update(done, {phase, unit});
    },
    stop: close,
  };
}

function plainLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let open: {phase: string; done: number; unit: string; since: number} | null = null;
  const close = () => {
    if (!open) return;
    const seconds = ((performance.now() - open.since) / 1000).toFixed(1);
    const amount = open.done > 0 ? `${open.done.toLocaleString('en')} ${open.unit}, ` : '';
    stream.write(`${open.phase}: ${amount}${seconds} s\n`);
    open = null;
  };
  return {
    onProgress(phase, done, _total, unit) {
      if (open?.phase !== phase) {
        close();
        open = {phase, done, unit, since: performance.now()};
      }
      open.done = done;
      open.unit = unit;
    },
    stop: close,
  };
}

function jsonLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let last = {phase: '', at: 0};
  return {
    onProgress(phase, done, total, unit) {
      const at = performance.now();
      if (phase === last.phase && at - last.at < 1000) return;
      last = {phase, at};
      stream.write(`${JSON.stringify({phase, done, total, unit})}\n`);
    },
    stop() {},
  };
}
