import type {Measurement} from './measure.js';
import type {BenchRun} from './result.js';
import {median} from './statistics.js';
import type {Subject} from './subject.js';

/** What became of one row since an earlier run. */
export interface Change {
  readonly scenario: string;
  readonly subject: Subject;
  /** Requests a second; null where one of the runs does not have the row. */
  readonly before: number | null;
  readonly now: number | null;
  /** Now over before. */
  readonly ratio: number | null;
  /** How far the ratio may be off 1 by chance. */
  readonly noise: number | null;
  readonly verdict: 'faster' | 'slower' | 'within noise' | 'new' | 'gone';
}

/** Two runs on one machine differ by this much for reasons that no round shows: where memory lies, what else runs. */
const LEAST_NOISE = 0.05;
/** Standard errors of the ratio; at three, chance alone marks about one row in a hundred. */
const SIGMAS = 3;

/**
 * Holds a run against an earlier one, row by row. A row's noise comes from the spread of its rounds, which is taken to
 * be at least that of the median row of both runs: a few rounds may agree by luck.
 */
export function changesSince(earlier: BenchRun, now: BenchRun): Change[] {
  const typical = median([...earlier.measurements, ...now.measurements].map(({spread}) => spread));
  const rows = now.measurements.map((row) => change(findRow(earlier, row), row, typical));
  const gone = earlier.measurements.filter((row) => findRow(now, row) === undefined);
  return [...rows, ...gone.map((row) => change(row, undefined, typical))];
}

/** What else differs between two runs, a sentence each: then ratios may speak of that and not of the code. */
export function differentConditions(earlier: BenchRun, now: BenchRun): string[] {
  const pairs: [string, unknown, unknown][] = [
    ['CPU', earlier.machine.cpu, now.machine.cpu],
    ['cores', earlier.machine.cores, now.machine.cores],
    ['system', earlier.machine.system, now.machine.system],
    ['versions', versions(earlier), versions(now)],
    ['network', JSON.stringify(earlier.network), JSON.stringify(now.network)],
    ['size', sizeOf(earlier), sizeOf(now)],
  ];
  return pairs
    .filter(([, before, after]) => before !== after)
    .map(([what, before, after]) => `Another ${what}: ${String(before)} then, ${String(after)} now.`);
}

function change(before: Measurement | undefined, now: Measurement | undefined, typicalSpread: number): Change {
  const {scenario, subject} = (now ?? before)!;
  const row = {scenario, subject, before: before?.requestsPerSecond ?? null, now: now?.requestsPerSecond ?? null};
  if (!before || !now) return {...row, ratio: null, noise: null, verdict: now ? 'new' : 'gone'};
  const ratio = now.requestsPerSecond / before.requestsPerSecond;
  const noise = noiseOf(before, now, typicalSpread);
  // in either direction the same: half is as far from one as double
  const beyond = Math.abs(Math.log(ratio)) > Math.log1p(noise);
  return {...row, ratio, noise, verdict: !beyond ? 'within noise' : ratio > 1 ? 'faster' : 'slower'};
}

function noiseOf(before: Measurement, now: Measurement, typicalSpread: number): number {
  const standardErrors = [before, now].map(
    ({spread, rates}) => Math.max(spread, typicalSpread) / Math.sqrt(Math.max(1, rates.length)),
  );
  return Math.max(LEAST_NOISE, SIGMAS * Math.hypot(...standardErrors));
}

function findRow(run: BenchRun, {scenario, subject}: Measurement): Measurement | undefined {
  return run.measurements.find((row) => row.scenario === scenario && row.subject === subject);
}

function versions({machine}: BenchRun): string {
  return Object.entries(machine.versions)
    .map(([name, version]) => `${name} ${version ?? 'absent'}`)
    .join(', ');
}

function sizeOf({settings}: BenchRun): string {
  return `${settings.rounds} rounds of ${settings.secondsEach} s`;
}
