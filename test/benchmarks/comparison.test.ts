import fc from 'fast-check';
import {changesSince, differentConditions} from '../../benchmarks/comparison.js';
import {benchRun, measurement} from './run.js';

test('a run has not changed against itself', () => {
  fc.assert(
    fc.property(fc.array(fc.double({min: 1, max: 1e5, noNaN: true}), {minLength: 1, maxLength: 5}), (rates) => {
      const run = benchRun([measurement(rates)]);
      expect(changesSince(run, run)).toMatchObject([{ratio: 1, verdict: 'within noise'}]);
      expect(differentConditions(run, run)).toEqual([]);
    }),
  );
});

test('a change is marked where it is more than the rounds differ among themselves', () => {
  const quiet = benchRun([measurement([99, 100, 101])]);
  const noisy = benchRun([measurement([60, 100, 140])]);
  const faster = benchRun([measurement([129, 130, 131])]);
  expect(changesSince(quiet, faster)).toMatchObject([{before: 100, now: 130, ratio: 1.3, verdict: 'faster'}]);
  expect(changesSince(faster, quiet)).toMatchObject([{verdict: 'slower'}]);
  expect(changesSince(noisy, faster)).toMatchObject([{verdict: 'within noise'}]);
});

test('rounds that agree by luck are no proof: a row is as noisy as the usual row at least', () => {
  const others = [
    [80, 100, 120],
    [8, 10, 12],
    [800, 1000, 1200],
  ].map((rates, index) => measurement(rates, {scenario: `other-${index}`}));
  const lucky = (rate: number) => benchRun([measurement([rate, rate, rate]), ...others]);
  expect(changesSince(lucky(100), lucky(115))[0]).toMatchObject({verdict: 'within noise'});
});

test('a twentieth is never marked, however well the rounds agree', () => {
  const run = (rate: number) => benchRun([measurement([rate, rate, rate])]);
  expect(changesSince(run(100), run(104))).toMatchObject([{verdict: 'within noise'}]);
  expect(changesSince(run(100), run(106))).toMatchObject([{verdict: 'faster'}]);
});

test('what one run alone has asked is told too', () => {
  const route = measurement([10]);
  const matrix = measurement([5], {question: 'matrix-25x25'});
  expect(changesSince(benchRun([route]), benchRun([matrix]))).toEqual([
    {scenario: 'matrix-25x25-10', subject: 'embedded', before: null, now: 5, ratio: null, noise: null, verdict: 'new'},
    {scenario: 'route-10', subject: 'embedded', before: 10, now: null, ratio: null, noise: null, verdict: 'gone'},
  ]);
});

test('two runs on other machines, programs, networks or sizes say so', () => {
  const run = benchRun([]);
  const {machine, settings, network} = run;
  const other = benchRun([], {
    machine: {...machine, cores: 8, versions: {...machine.versions, nginx: '1.27.0'}},
    settings: {...settings, rounds: 5},
    network: {...network!, edges: 4},
  });
  expect(differentConditions(run, other)).toEqual([
    expect.stringContaining('Another cores: 2 then, 8 now.'),
    expect.stringContaining('nginx absent then, node 20.19.0, nginx 1.27.0 now'),
    expect.stringContaining('Another network'),
    expect.stringContaining('3 rounds of 1 s then, 5 rounds of 1 s now'),
  ]);
});
