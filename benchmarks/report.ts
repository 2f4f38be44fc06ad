import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import Table from 'cli-table3';
import {packageRoot} from '../src/package-root.js';
import type {Machine} from './machine.js';
import type {Measurement} from './measure.js';

/** A run: what is written as JSON. */
export interface BenchRun {
  readonly startedAt: string;
  readonly full: boolean;
  readonly secondsEach: number;
  readonly machine: Machine;
  readonly network: {readonly source: string; readonly nodes: number; readonly edges: number};
  /** Null: the database could not be started, and there is neither pgrouting nor its yardstick. */
  readonly database: {readonly origin: string; readonly loadSeconds: number} | null;
  readonly measurements: readonly Measurement[];
}

/** @returns the file that was written */
export function writeResults(run: BenchRun): string {
  const folder = join(packageRoot, 'benchmarks/results');
  mkdirSync(folder, {recursive: true});
  const file = join(folder, `${run.startedAt.replace(/[:.]/g, '-')}.json`);
  writeFileSync(
    file,
    `${JSON.stringify({...run, ratios: run.measurements.map((row) => ratiosOf(row, run))}, null, 2)}\n`,
  );
  return file;
}

/** The run as a table for a terminal, ratios to the yardsticks of the same run included. */
export function tableOf(run: BenchRun): string {
  const table = new Table({
    head: [
      'scenario',
      'subject',
      'req/s',
      'units/s',
      'p50 ms',
      'p99 ms',
      'failed',
      'SQL/unit',
      'CPU',
      'RSS MiB',
      '× whole table',
      '% of {__typename}',
    ],
    colAligns: ['left', 'left', ...new Array<'right'>(10).fill('right')],
    style: {head: [], border: [], compact: true},
  });
  for (const row of run.measurements) {
    const {wholeTable, typename} = ratiosOf(row, run);
    table.push([
      row.scenario,
      row.subject,
      shown(row.requestsPerSecond),
      `${shown(row.unitsPerSecond)} ${row.unit}s`,
      shown(row.p50),
      shown(row.p99),
      String(row.failed),
      row.statementsPerUnit === null ? '' : shown(row.statementsPerUnit),
      row.cpuCores === null ? '' : shown(row.cpuCores),
      row.rssMiB === null ? '' : shown(row.rssMiB),
      wholeTable === null ? '' : shown(wholeTable),
      typename === null ? '' : shown(typename * 100),
    ]);
  }
  return table.toString();
}

interface Ratios {
  /** Routes a second over those of the whole-table yardstick; null for what is no route. */
  readonly wholeTable: number | null;
  /** Requests a second over those of the empty query. */
  readonly typename: number | null;
}

/** A scenario of one client is held against a yardstick of one, all others against that of ten, which is saturated. */
function ratiosOf(row: Measurement, {measurements}: BenchRun): Ratios {
  const clients = row.connections === 1 ? 1 : 10;
  const yardstick = (name: string) => measurements.find(({scenario}) => scenario === `${name}-${clients}`);
  const [wholeTable, typename] = [yardstick('whole-table'), yardstick('typename')];
  const isYardstick = row === wholeTable || row === typename || row.subject === 'whole-table';
  return {
    wholeTable: isYardstick || row.unit !== 'route' ? null : ratio(row.unitsPerSecond, wholeTable?.unitsPerSecond),
    typename: isYardstick ? null : ratio(row.requestsPerSecond, typename?.requestsPerSecond),
  };
}

function ratio(value: number, of: number | undefined): number | null {
  return of === undefined || of === 0 ? null : value / of;
}

function shown(value: number): string {
  if (!Number.isFinite(value)) return '';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toFixed(digits);
}
