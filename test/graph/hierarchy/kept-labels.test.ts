import fc from 'fast-check';
import {KeptLabels} from '../../../src/graph/hierarchy/kept-labels.js';

test('a label stays as it was written until it is let go, however many come and go meanwhile', () => {
  const label = fc.record({length: fc.integer({min: 0, max: 5_000}), isKeptFor: fc.integer({min: 0, max: 40})});
  fc.assert(
    fc.property(fc.array(label, {maxLength: 80}), (labels) => {
      const kept = new KeptLabels(labels.length);
      labels.forEach(({length}, rank) => {
        kept.reserve(length);
        kept.slots.fill(rank, kept.next, kept.next + length);
        kept.costs.fill(rank / 2, kept.next, kept.next + length);
        kept.keep(rank, length);
        labels.slice(0, rank + 1).forEach((other, earlier) => {
          if (earlier + other.isKeptFor < rank) return;
          if (earlier + other.isKeptFor === rank) return kept.letGo(earlier);
          const [first, end] = [kept.first[earlier], kept.end[earlier]];
          expect(end - first).toBe(other.length);
          expect(kept.slots.subarray(first, end).every((slot) => slot === earlier)).toBe(true);
          expect(kept.costs.subarray(first, end).every((cost) => cost === earlier / 2)).toBe(true);
        });
      });
    }),
  );
});
