import {existsSync} from 'node:fs';
import {execFileSync} from 'node:child_process';
import {PassThrough} from 'node:stream';
import {join} from 'node:path';
import {jsonLines} from '../../../loader/progress/json-lines.js';
import {barText} from '../../../loader/progress/phase-bar.js';
import {plainLines} from '../../../loader/progress/plain-lines.js';
import {packageRoot} from '../../../src/package-root.js';

/** A stream to look into, and a clock that stands until it is moved. */
function stage() {
  const stream = new PassThrough();
  const clock = {ms: 0};
  return {stream, clock, now: () => clock.ms, written: () => String(stream.read() ?? '')};
}

test('a bar shows the phase, how much is done, how fast, and the time left', () => {
  const line = barText('reading roads', 2_500_000, 10_000_000, 'bytes', 5);
  expect(line).toMatch(/^reading roads +█{5}░{15} {3}25 % {2}2\.5 MB {2}0\.5 MB\/s {2}15 s left$/);
  expect(barText('reading roads', 10_000_000, 10_000_000, 'bytes', 21)).toMatch(/█{20} {2}100 % .* in 21 s$/);
});

test('a bar of steps counts them, and one of a single step does without', () => {
  expect(barText('graph', 2, 6, 'steps', 1)).toMatch(/33 % {2}2 of 6 steps {2}2\.0 s left$/);
  expect(barText('verifying', 0, 1, 'steps', 0)).toMatch(/░{20} +0 %$/);
});

test('where the total is not known there is no bar, but what is done and how fast', () => {
  expect(barText('reading lines', 12_000, 0, 'features', 4)).toMatch(
    /^reading lines +12,000 features {2}3,000 features\/s$/,
  );
  expect(barText('waiting for roadql load x', 12, 0, 's', 12)).toBe('waiting for roadql load x  12 s');
});

test('no line is wider than a terminal of 100 columns', () => {
  expect(barText('writing the graph file', 7_173_950, 9_999_999, 'rows', 500).length).toBeLessThan(100);
});

test('without a terminal each phase has one line, when it is over', () => {
  const {stream, clock, now, written} = stage();
  const display = plainLines(stream, now);
  display.onProgress('reading', 0, 4_000_000, 'bytes');
  clock.ms = 1_000;
  display.onProgress('reading', 4_000_000, 4_000_000, 'bytes');
  expect(written()).toBe('');
  clock.ms = 2_000;
  display.onProgress('graph', 0, 6, 'steps');
  expect(written()).toBe('reading: 4.0 MB, 2.0 s, 2.0 MB/s\n');
  display.stop();
  display.stop();
  expect(written()).toBe('graph: 0.0 s\n');
});

test('a long phase tells every ten seconds how far it is, and one that waits says so at once', () => {
  const {stream, clock, now, written} = stage();
  const display = plainLines(stream, now);
  display.onProgress('waiting for another', 0, 0, 's');
  expect(written()).toBe('waiting for another …\n');
  clock.ms = 10_000;
  display.onProgress('waiting for another', 10, 0, 's');
  expect(written()).toBe('waiting for another: 10 s so far\n');
  display.onProgress('writing', 100, 400, 'rows');
  expect(written()).toBe('waiting for another: 10 s\n');
  clock.ms = 21_000;
  display.onProgress('writing', 200, 400, 'rows');
  expect(written()).toBe('writing: 200 rows of 400 rows so far\n');
});

test('for machines there is an object when a phase begins, when it is done, and each second between', () => {
  const {stream, clock, now, written} = stage();
  const display = jsonLines(stream, now);
  for (const [ms, done] of [
    [0, 0],
    [10, 1],
    [999, 2],
    [1_000, 3],
    [1_500, 4],
    [1_600, 5],
  ]) {
    clock.ms = ms;
    display.onProgress('graph', done, 5, 'steps');
  }
  const lines = written()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as {done: number});
  expect(lines.map(({done}) => done)).toEqual([0, 3, 5]);
  expect(lines[0]).toEqual({phase: 'graph', done: 0, total: 5, unit: 'steps'});
});

const script = '/usr/bin/script';

(existsSync(script) ? test : test.skip)(
  existsSync(script)
    ? 'on a terminal the bar is drawn'
    : `on a terminal the bar is drawn (not tested: ${script} is absent)`,
  () => {
    const runner = join(packageRoot, 'test/stack/run-source.mjs');
    const command = [
      process.execPath,
      runner,
      join(packageRoot, 'loader/cli.ts'),
      'inspect',
      join(packageRoot, 'data/sample.osm.pbf'),
    ];
    const output = execFileSync(script, ['-qec', command.map((word) => `'${word}'`).join(' '), '/dev/null'], {
      encoding: 'utf8',
      env: {...process.env, TERM: 'xterm'},
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(output).toMatch(/reading ways +█{20} +100 % .* in \d/);
    expect(output).toMatch(/graph +█{20} +100 % {2}6 of 6 steps {2}in \d/);
    expect(output).toMatch(/│ nodes +│ [\d,]+/);
  },
);
