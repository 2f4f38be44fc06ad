import {sumOfMetric} from '../../benchmarks/not-modified-check.js';

test('a metric is summed over its labels, and others whose names start alike are left out', () => {
  const text = [
    '# TYPE searches_total counter',
    'searches_total{engine="embedded",operation="paths"} 3',
    'searches_total{engine="embedded",operation="reach"} 4',
    'searches_total_other 100',
    'searches 100',
  ].join('\n');
  expect(sumOfMetric(text, 'searches_total')).toBe(7);
  expect(sumOfMetric(text, 'requests_total')).toBe(0);
  expect(sumOfMetric('requests_total 2\n', 'requests_total')).toBe(2);
});
