import {SingleBar} from 'cli-progress';
import type {ProgressDisplay} from './progress-display.js';
import {amount, duration, rate} from './quantity.js';

/** A bar for each phase on a terminal: the one that runs is drawn anew, those before it stay with their times. */
export function phaseBar(stream: NodeJS.WriteStream): ProgressDisplay {
  let open: {phase: string; shown: SingleBar} | null = null;
  const close = () => {
    open?.shown.stop();
    open = null;
  };
  return {
    onProgress(phase, done, total, unit) {
      if (open?.phase !== phase) {
        close();
        const startedAt = performance.now();
        const shown = new SingleBar({
          stream,
          hideCursor: true,
          format: (_options, {value, total}) =>
            barText(phase, value, total, unit, (performance.now() - startedAt) / 1000),
        });
        shown.start(total, done);
        open = {phase, shown};
      }
      open.shown.setTotal(total);
      open.shown.update(done);
    },
    stop: close,
  };
}

/**
 * One line of a bar.
 * @param total   0 where it is not known: then there is no bar
 * @param seconds since the phase began
 */
export function barText(phase: string, done: number, total: number, unit: string, seconds: number): string {
  const name = phase.padEnd(NAME_COLUMNS);
  const speed = rate(done, unit, seconds);
  if (total === 0) return [name, amount(done, unit), speed].filter(Boolean).join('  ');
  const share = Math.min(1, done / total);
  const full = Math.round(share * BAR_COLUMNS);
  const picture = '█'.repeat(full) + '░'.repeat(BAR_COLUMNS - full);
  const time = done >= total ? `in ${duration(seconds)}` : timeLeft(done, total, seconds);
  return [name, picture, `${Math.floor(share * 100)} %`.padStart(5), doneText(done, total, unit), speed, time]
    .filter(Boolean)
    .join('  ');
}

function doneText(done: number, total: number, unit: string): string {
  if (total === 1) return '';
  return unit === 'steps' ? `${done} of ${amount(total, unit)}` : amount(done, unit);
}

const NAME_COLUMNS = 22;
const BAR_COLUMNS = 20;

/** As if the rest went as fast as what is done; nothing is said of what has hardly begun. */
function timeLeft(done: number, total: number, seconds: number): string {
  return done === 0 ? '' : `${duration(((total - done) * seconds) / done)} left`;
}
