import fc from 'fast-check';
import {lineStringText, multiPolygonText} from '../../src/routing/geojson-text.js';
import {Line} from '../../src/routing/line.js';

/** Ten-millionths of a degree; many of few digits, which end in zeros as decimals or are tiny. */
function units(mostDegrees: number, unit: number): fc.Arbitrary<number> {
  const most = mostDegrees * unit;
  const digits = Math.round(Math.log10(unit));
  return fc.oneof(
    fc.integer({min: -most, max: most}),
    fc.integer({min: -20, max: 20}),
    fc
      .tuple(fc.integer({min: -mostDegrees, max: mostDegrees}), fc.integer({min: 0, max: digits}))
      .map(([value, power]) => value * 10 ** power),
  );
}

const vertices = fc
  .array(fc.tuple(units(180, 1e7), units(90, 1e7)), {minLength: 2, maxLength: 30})
  .map((pairs) => pairs.flat());

const ring = fc.array(
  fc.tuple(units(180, 1e9), units(90, 1e9)).map(([x, y]): [number, number] => [x / 1e9, y / 1e9]),
  {minLength: 1, maxLength: 10},
);
const polygons = fc.array(fc.array(ring, {minLength: 1, maxLength: 3}), {maxLength: 4});

describe('a geometry as text', () => {
  test('says of a line what its object says', () => {
    fc.assert(
      fc.property(vertices, (line) => {
        expect(JSON.parse(lineStringText(line))).toEqual(new Line(() => line).geometry());
      }),
      {numRuns: 500},
    );
  });

  test('says of polygons what their object says', () => {
    fc.assert(
      fc.property(polygons, (coordinates) => {
        expect(JSON.parse(multiPolygonText(coordinates))).toEqual(
          JSON.parse(JSON.stringify({type: 'MultiPolygon', coordinates})),
        );
      }),
      {numRuns: 500},
    );
  });

  test('has no more digits than a number needs', () => {
    const line = [-86127430, 411500000, 1_800_000_000, -900_000_000, -1, 10, 0, 0];
    expect(lineStringText(line)).toBe(
      '{"type":"LineString","coordinates":[[-8.612743,41.15],[180,-90],[-0.0000001,0.000001],[0,0]]}',
    );
  });

  test('may be longer than what is at hand for the usual ones', () => {
    const long = Array.from({length: 100_000}, (_, i) => (i % 2 === 0 ? -1_799_999_999 + i : 899_999_999 - i));
    expect(JSON.parse(lineStringText(long))).toEqual(new Line(() => long).geometry());
  });
});
