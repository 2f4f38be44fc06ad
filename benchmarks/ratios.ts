import type {Measurement} from './measure.js';
import {isBehindNginx, type Subject} from './subject.js';

/** A row held against the yardsticks of its run; null where a yardstick does not apply, or was not measured. */
export interface Ratios {
  /** Routes a second over those of one whole-table search a request. */
  readonly wholeTable: number | null;
  /** Requests a second over those of Apollo with a constant resolver, for what GraphQL answers. */
  readonly constant: number | null;
  /** Requests a second over those of Nginx with a static file, for what Nginx answers from its cache. */
  readonly staticFile: number | null;
}

/**
 * A row is held against the yardstick of as many clients; where that was not run, against the one of most clients
 * that are fewer (a yardstick of ten has every core busy), or else of fewest.
 */
export function ratiosOf(row: Measurement, rows: readonly Measurement[]): Ratios {
  if (isYardstick(row.subject)) return {wholeTable: null, constant: null, staticFile: null};
  const cached = isBehindNginx(row.subject) && (row.question === 'persisted-hot' || row.question === 'not-modified');
  return {
    wholeTable: row.unit === 'route' ? over(row.unitsPerSecond, yardstick('whole table', row, rows)) : null,
    constant: over(row.requestsPerSecond, yardstick('constant', row, rows)),
    staticFile: cached ? over(row.requestsPerSecond, yardstick('static file', row, rows)) : null,
  };
}

export function isYardstick(subject: Subject): boolean {
  return subject === 'whole table' || subject === 'constant' || subject === 'static file';
}

function yardstick(subject: Subject, row: Measurement, rows: readonly Measurement[]): Measurement | undefined {
  const candidates = rows.filter((one) => one.subject === subject).sort((a, b) => a.connections - b.connections);
  return candidates.filter(({connections}) => connections <= row.connections).at(-1) ?? candidates[0];
}

function over(rate: number, of: Measurement | undefined): number | null {
  return of === undefined || of.requestsPerSecond === 0 ? null : rate / of.requestsPerSecond;
}
