import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../src/package-root.js';
import type {Check} from './check.js';
import type {Change} from './comparison.js';
import type {Machine} from './machine.js';
import type {Measurement} from './measure.js';
import {pageOf} from './page.js';
import {ratiosOf} from './ratios.js';
import type {ScaleRow} from './scale/scale-row.js';

/** A run: what is written as JSON. */
export interface BenchRun {
  /** Of this shape; a file of another one cannot be compared. */
  readonly format: typeof FORMAT;
  readonly startedAt: string;
  readonly settings: {
    readonly size: 'quick' | 'full';
    /** The scenarios that were asked for by name; null: all of the size. */
    readonly name: string | null;
    readonly rounds: number;
    readonly secondsEach: number;
    readonly warmUpSeconds: number;
  };
  readonly machine: Machine;
  /** Null: cities were drawn for it, see `scale`. */
  readonly network: {readonly source: string; readonly nodes: number; readonly edges: number} | null;
  /** Null: none was started for the network, so that there is neither pgrouting nor its yardstick. */
  readonly database: {readonly origin: string; readonly loadSeconds: number} | null;
  readonly measurements: readonly Measurement[];
  readonly checks: readonly Check[];
  /** Cities of growing size; none unless they were asked for. */
  readonly scale: readonly ScaleRow[];
}

export const FORMAT = 2;

/** Writes a run as JSON and as a page. @returns the two files */
export function writeResult(run: BenchRun, changes: readonly Change[] | null): {json: string; page: string} {
  const folder = join(packageRoot, 'benchmarks/results');
  mkdirSync(folder, {recursive: true});
  const stem = join(folder, run.startedAt.replace(/[:.]/g, '-'));
  const [json, page] = [`${stem}.json`, `${stem}.html`];
  const ratios = run.measurements.map((row) => ratiosOf(row, run.measurements));
  writeFileSync(json, `${JSON.stringify({...run, ratios}, null, 2)}\n`);
  writeFileSync(page, pageOf(run, changes));
  return {json, page};
}

/** @throws Error where the file is none of ours, or of another format */
export function readResult(file: string): BenchRun {
  const run = JSON.parse(readFileSync(file, 'utf8')) as Partial<BenchRun>;
  if (run.format !== FORMAT) throw new Error(`${file} is no benchmark result of format ${FORMAT}.`);
  return run as BenchRun;
}
