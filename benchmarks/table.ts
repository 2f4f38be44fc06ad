import Table from 'cli-table3';
import type {Change} from './comparison.js';
import type {Measurement} from './measure.js';
import {ratiosOf} from './ratios.js';
import {shown} from './shown.js';

/** A column of the results, the same on the terminal and on the page. */
export interface Column {
  readonly title: string;
  /** What it is, for a reader. */
  readonly meaning: string;
  value(row: Measurement, rows: readonly Measurement[]): string;
}

export const columns: readonly Column[] = [
  {title: 'scenario', meaning: 'what is asked, and by how many clients at once', value: (row) => row.scenario},
  {title: 'subject', meaning: 'who answers', value: (row) => row.subject},
  {title: 'req/s', meaning: 'whole answers a second, the median round', value: (row) => shown(row.requestsPerSecond)},
  {title: '±%', meaning: 'standard deviation of the rounds', value: (row) => shown(100 * row.spread)},
  {
    title: 'units/s',
    meaning: 'routes, contours, nodes or matrix cells a second',
    value: (row) => `${shown(row.unitsPerSecond)} ${row.unit}s`,
  },
  {title: 'p50 ms', meaning: 'half of the answers came within', value: (row) => shown(row.p50)},
  {title: 'p99 ms', meaning: 'all but a hundredth came within', value: (row) => shown(row.p99)},
  {title: 'failed', meaning: 'answers that were not whole', value: (row) => String(row.failed)},
  {title: 'SQL/unit', meaning: 'statements for each unit', value: (row) => shown(row.statementsPerUnit)},
  {title: 'CPU gw', meaning: 'cores that the gateways kept busy', value: (row) => shown(row.cpuCores.gateway)},
  {title: 'db', meaning: 'cores of PostgreSQL and PgBouncer', value: (row) => shown(row.cpuCores.database)},
  {title: 'ngx', meaning: 'cores of Nginx', value: (row) => shown(row.cpuCores.nginx)},
  {title: 'load', meaning: 'cores of the load generator', value: (row) => shown(row.cpuCores.generator)},
  {title: 'MiB gw', meaning: 'memory of the gateways', value: (row) => shown(row.memoryMiB.gateway)},
  {title: 'db', meaning: 'memory of PostgreSQL and PgBouncer', value: (row) => shown(row.memoryMiB.database)},
  {title: 'ngx', meaning: 'memory of Nginx', value: (row) => shown(row.memoryMiB.nginx)},
  {
    title: '× whole table',
    meaning: 'routes a second over those of one whole-table search a request',
    value: (row, rows) => shown(ratiosOf(row, rows).wholeTable),
  },
  {
    title: '% constant',
    meaning: 'requests a second in % of Apollo with a constant resolver',
    value: (row, rows) => percent(ratiosOf(row, rows).constant),
  },
  {
    title: '% file',
    meaning: 'requests a second in % of a static file',
    value: (row, rows) => percent(ratiosOf(row, rows).staticFile),
  },
];

/** The rows as a table for a terminal, ratios to the yardsticks of the same run included. */
export function tableOf(rows: readonly Measurement[]): string {
  return table(
    columns.map(({title}) => title),
    rows.map((row) => columns.map((column) => column.value(row, rows))),
    2,
  );
}

/** What changed, as a table for a terminal. */
export function changesTable(changes: readonly Change[]): string {
  return table(changeTitles, changes.map(changeCells), 2);
}

export const changeTitles = ['scenario', 'subject', 'req/s before', 'now', 'now / before', 'noise ±%', ''];

/** A change as texts, one for each of `changeTitles`. */
export function changeCells({scenario, subject, before, now, ratio, noise, verdict}: Change): string[] {
  const mark = verdict === 'within noise' ? '' : verdict.toUpperCase();
  return [scenario, subject, shown(before), shown(now), shown(ratio), percent(noise), mark];
}

function percent(share: number | null): string {
  return share === null ? '' : shown(100 * share);
}

/** @param textColumns how many columns from the left are words */
export function table(head: readonly string[], rows: readonly string[][], textColumns: number): string {
  const aligns = head.map((_, column) => (column < textColumns ? 'left' : 'right'));
  const made = new Table({head: [...head], colAligns: aligns, style: {head: [], border: [], compact: true}});
  made.push(...rows);
  return made.toString();
}
