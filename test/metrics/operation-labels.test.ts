import fc from 'fast-check';
import {OperationLabels} from '../../src/metrics/operation-labels.js';

test('however many names clients invent, the labels are few', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.string())), fc.infiniteStream(fc.string()), (names, more) => {
      const labels = new OperationLabels();
      const invented = [...names, ...Array.from({length: 200}, () => String(more.next().value))];
      const distinct = new Set(invented.map((name) => labels.labelOf(name)));
      expect(distinct.size).toBeLessThanOrEqual(52);
    }),
  );
});

test('names of persisted documents are labels of their own, even where others have taken all the room', () => {
  const labels = new OperationLabels();
  for (let i = 0; i < 1000; i++) labels.labelOf(`Invented${i}`);
  labels.keep(['Route', 'Matrix']);
  expect(['Route', 'Matrix', 'Late', null].map((name) => labels.labelOf(name))).toEqual([
    'Route',
    'Matrix',
    'other',
    'anonymous',
  ]);
});

test('a name has one label for good', () => {
  const labels = new OperationLabels();
  const names = Array.from({length: 80}, (_, i) => `Name${i}`);
  const first = names.map((name) => labels.labelOf(name));
  expect(names.map((name) => labels.labelOf(name))).toEqual(first);
  expect(new Set(first).size).toBe(51);
});

test('a name as long as a book is no label', () => {
  expect(new OperationLabels().labelOf('A'.repeat(100_000))).toBe('other');
});
