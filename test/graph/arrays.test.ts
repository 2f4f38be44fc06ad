import fc from 'fast-check';
import {lineLengthMetres} from '../../src/graph/geodesic.js';
import {groupByKey} from '../../src/graph/grouping.js';
import {Growable} from '../../src/graph/growable.js';
import {IdIndex} from '../../src/graph/id-index.js';
import {StringPool} from '../../src/graph/string-table.js';

const ids = fc.array(fc.oneof(fc.maxSafeInteger(), fc.integer({min: -5, max: 5})), {maxLength: 200});

test('ids are numbered from 0 in the order in which they come, whatever whole numbers they are', () => {
  fc.assert(
    fc.property(ids, fc.maxSafeInteger(), (added, other) => {
      const index = new IdIndex();
      const distinct = [...new Set(added)];
      expect(added.map((id) => index.add(id))).toEqual(added.map((id) => distinct.indexOf(id)));
      expect(distinct.map((id) => index.find(id))).toEqual([...distinct.keys()]);
      expect(index.find(other)).toBe(distinct.indexOf(other));
      expect(index.count).toBe(distinct.length);
    }),
  );
});

test('a growing array holds what was pushed', () => {
  fc.assert(
    fc.property(fc.array(fc.double({noNaN: true})), (numbers) => {
      const growable = new Growable((length) => new Float64Array(length), 1);
      numbers.forEach((number) => growable.push(number));
      expect(Array.from(growable.toArray())).toEqual(numbers);
    }),
  );
});

test('grouping lists the numbers of each key in order, and leaves out negative keys', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({min: -1, max: 5})), (keys) => {
      const {first, members} = groupByKey(Int32Array.from(keys), 6);
      for (let key = 0; key < 6; key++) {
        expect(Array.from(members.subarray(first[key], first[key + 1]))).toEqual(
          [...keys.keys()].filter((at) => keys[at] === key),
        );
      }
    }),
  );
});

test('strings are kept once each and come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string({unit: 'grapheme'})), (strings) => {
      const pool = new StringPool();
      const places = strings.map((string) => pool.add(string));
      const table = pool.pack();
      expect(places.map((place) => table.get(place) ?? '')).toEqual(strings);
      expect(table.count).toBe(new Set(strings.filter((string) => string !== '')).size);
    }),
  );
  expect(() => new StringPool().pack().get(0)).toThrow(RangeError);
});

test('lengths are geodesic on WGS 84', () => {
  // a degree of the equator is a * pi / 180; a quarter of a meridian is 10,001,965.729 m
  expect(lineLengthMetres(Float64Array.of(0, 0, 1, 0))).toBeCloseTo((6378137 * Math.PI) / 180, 6);
  expect(lineLengthMetres(Float64Array.of(20, 0, 20, 90))).toBeCloseTo(10001965.729, 3);
  expect(lineLengthMetres(Float64Array.of(179.5, 0, -179.5, 0, 179.5, 0), 0, 2)).toBeCloseTo(
    (6378137 * Math.PI) / 180,
    6,
  );
  expect(lineLengthMetres(Float64Array.of(5, 5))).toBe(0);
});
