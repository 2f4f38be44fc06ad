import {ratiosOf} from '../../benchmarks/ratios.js';
import {measurement} from './run.js';

const wholeTable = [1, 10].map((connections) => measurement([2 * connections], {subject: 'whole table', connections}));
const constant = [1, 10, 50].map((connections) =>
  measurement([1000 + connections], {subject: 'constant', connections}),
);
const staticFile = measurement([50_000], {subject: 'static file', question: 'persisted-hot', unit: 'answer'});
const yardsticks = [...wholeTable, ...constant, staticFile];

test('a row is held against the yardstick of as many clients', () => {
  const row = measurement([505], {connections: 10});
  expect(ratiosOf(row, [...yardsticks, row])).toEqual({
    wholeTable: 505 / 20,
    constant: 505 / 1010,
    staticFile: null,
  });
});

test('where no yardstick has as many clients, that of the most that are fewer stands in, or else that of the fewest', () => {
  expect(ratiosOf(measurement([100], {connections: 50}), yardsticks).wholeTable).toBe(100 / 20);
  expect(ratiosOf(measurement([100], {connections: 2}), yardsticks).wholeTable).toBe(100 / 2);
  expect(ratiosOf(measurement([100], {connections: 1}), constant.slice(1)).constant).toBe(100 / 1010);
});

test('many routes in one request count as many against the whole-table search', () => {
  expect(ratiosOf(measurement([3], {unitsPerRequest: 20}), yardsticks).wholeTable).toBe(60 / 20);
});

test('only what Nginx answers from its cache is held against a file, and only routes against a search for one', () => {
  const hot = {question: 'persisted-hot', unit: 'answer'} as const;
  const cached = measurement([45_000], {...hot, subject: 'embedded + nginx'});
  expect(ratiosOf(cached, yardsticks)).toMatchObject({staticFile: 0.9, wholeTable: null});
  expect(ratiosOf(measurement([300], hot), yardsticks).staticFile).toBeNull();
  expect(ratiosOf(measurement([300], {subject: 'embedded + nginx'}), yardsticks).staticFile).toBeNull();
});

test('a yardstick has no ratio, and neither has a row whose yardstick was not measured', () => {
  const none = {wholeTable: null, constant: null, staticFile: null};
  for (const yardstick of yardsticks) expect(ratiosOf(yardstick, yardsticks)).toEqual(none);
  expect(ratiosOf(measurement([1]), [])).toEqual(none);
});
