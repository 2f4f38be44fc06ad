import fc from 'fast-check';
import {parseDuration} from '../../src/profiles/duration.js';

test.each<[string, number]>([
  ['20', 1200],
  ['7.5', 450],
  ['20 min', 1200],
  ['0:20', 1200],
  ['00:20', 1200],
  ['1:30', 5400],
  ['26:00', 93_600],
  ['00:05:30', 330],
  ['01:00:00', 3600],
  ['PT20M', 1200],
  ['PT1H30M', 5400],
  ['PT90S', 90],
  ['PT0.5H', 1800],
  ['P1DT2H', 93_600],
  ['P1W', 604_800],
  [' 15 ', 900],
])('the duration %s is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(['', '0', '00:00', 'PT', 'P', 'PT0S', 'PT.H', 'soon', '1h', '-20', '1:75', '1:2:3:4', '20-30', 'Infinity'])(
  'the duration "%s" is none',
  (text) => expect(parseDuration(text)).toBeNull(),
);

test('a way without the tag has no duration of its own', () => {
  expect(parseDuration(undefined)).toBeNull();
});

test('a duration in whole minutes reads the same in each notation', () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 6000}), (minutes) => {
      const clock = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
      for (const text of [`${minutes}`, clock, `${clock}:00`, `PT${minutes}M`]) {
        expect(parseDuration(text)).toBe(60 * minutes);
      }
    }),
  );
});
