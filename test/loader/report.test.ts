import {table} from '../../loader/report.js';

test('a table has figures at the right, text at the left, and no lines between rows', () => {
  expect(
    table(
      ['what', 'count', 'seconds'],
      [
        ['roads', 1_234, {seconds: 0.5}],
        ['ways', 7, {seconds: 12}],
      ],
    ),
  ).toBe(
    [
      '┌───────┬───────┬─────────┐',
      '│ what  │ count │ seconds │',
      '├───────┼───────┼─────────┤',
      '│ roads │ 1,234 │    0.50 │',
      '│ ways  │     7 │   12.00 │',
      '└───────┴───────┴─────────┘',
    ].join('\n'),
  );
});

test('a long text in the first column goes on in the next line', () => {
  const text = table(['why', 'count'], [['a reason that is longer than it may be', 3]], {firstColumnAtMost: 20});
  expect(text.split('\n').slice(3, 5)).toEqual([
    '│ a reason that is     │     3 │',
    '│ longer than it may   │       │',
  ]);
  expect(new Set(text.split('\n').map((line) => line.length)).size).toBe(1);
});
