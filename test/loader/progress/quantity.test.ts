import {amount, duration, rate} from '../../../loader/progress/quantity.js';

test.each([
  [3_240_000, 'bytes', '3.2 MB'],
  [81_565, 'rows', '81,565 rows'],
  [1, 'steps', '1 step'],
  [0, 'steps', '0 steps'],
  [12, 's', '12 s'],
  [1, 's', '1 s'],
])('%d %s reads %s', (value, unit, text) => {
  expect(amount(value, unit)).toBe(text);
});

test.each([
  [0, '0.0 s'],
  [0.34, '0.3 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [59.6, '1:00 min'],
  [187, '3:07 min'],
  [3_765, '1:02:45 h'],
])('%d seconds read %s', (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test('a rate is told of what is counted, once there is enough of it', () => {
  expect(rate(30_000_000, 'bytes', 2)).toBe('15.0 MB/s');
  expect(rate(5_000, 'rows', 2)).toBe('2,500 rows/s');
  for (const [value, unit, seconds] of [
    [5, 'steps', 2],
    [5, 's', 5],
    [0, 'rows', 2],
    [5_000, 'rows', 0.001],
  ] as const) {
    expect(rate(value, unit, seconds)).toBe('');
  }
});
