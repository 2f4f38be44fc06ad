import fc from 'fast-check';
import {median, quantile, relativeSpread} from '../../benchmarks/statistics.js';

const rates = fc.array(fc.double({min: 0.001, max: 1e6, noNaN: true}), {minLength: 1, maxLength: 20});

test('as many values lie above the median as below it', () => {
  fc.assert(
    fc.property(rates, (values) => {
      const middle = median(values);
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});

test('a quantile is one of the values, and no smaller than that of a smaller share', () => {
  fc.assert(
    fc.property(
      rates,
      fc.double({min: 0, max: 1, noNaN: true}),
      fc.double({min: 0, max: 1, noNaN: true}),
      (values, a, b) => {
        const sorted = [...values].sort((one, other) => one - other);
        const [smaller, larger] = [quantile(sorted, Math.min(a, b)), quantile(sorted, Math.max(a, b))];
        expect(sorted).toContain(smaller);
        expect(smaller).toBeLessThanOrEqual(larger);
      },
    ),
  );
  expect(quantile([], 0.5)).toBeNaN();
});

test('the spread is a share: it does not depend on how fast the machine is, and is nothing where rounds agree', () => {
  fc.assert(
    fc.property(rates, fc.double({min: 0.1, max: 10, noNaN: true}), (values, factor) => {
      expect(relativeSpread(values.map((value) => value * factor))).toBeCloseTo(relativeSpread(values), 6);
    }),
  );
  expect(relativeSpread([90, 100, 110])).toBeCloseTo(0.1, 12);
  expect(relativeSpread([7, 7, 7])).toBe(0);
  expect(relativeSpread([7])).toBe(0);
});
