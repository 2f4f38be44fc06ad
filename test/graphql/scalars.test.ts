import fc from 'fast-check';
import {parseValue} from 'graphql';
import {Latitude, Longitude} from '../../src/graphql/coordinate.scalars.js';
import {FeatureCollection, LineString, MultiPolygon} from '../../src/graphql/geojson.scalars.js';
import {refuseBadValues, RefusedValue} from '../../src/graphql/refused-value.js';
import {BadUserInput} from '../../src/routing/errors.js';

const within = (limit: number) => fc.double({min: -limit, max: limit, noNaN: true});

describe('Longitude and Latitude', () => {
  test('take any number in range, as a literal and as a variable, and keep it to a millimetre', () => {
    fc.assert(
      fc.property(within(180), within(90), (lon, lat) => {
        for (const [scalar, value] of [
          [Longitude, lon],
          [Latitude, lat],
        ] as const) {
          expect(Math.abs((scalar.parseValue(value) as number) - value)).toBeLessThanOrEqual(1e-8);
          const literal = parseValue(value.toFixed(9));
          expect(Math.abs((scalar.parseLiteral(literal) as number) - value)).toBeLessThanOrEqual(1e-8);
        }
      }),
    );
  });

  test('refuse any number out of range without failing the document', () => {
    fc.assert(
      fc.property(fc.double({min: 180.000001, max: 1e300}), fc.boolean(), (size, west) => {
        expect(Longitude.parseValue(west ? -size : size)).toBeInstanceOf(RefusedValue);
        expect(Latitude.parseValue(west ? -size : size)).toBeInstanceOf(RefusedValue);
      }),
    );
  });

  test('give a number for whole numbers and for strings', () => {
    expect(Longitude.parseLiteral(parseValue('-8'))).toBe(-8);
    expect(Longitude.parseLiteral(parseValue('"8°36\'0\\"W"'))).toBe(-8.6);
    expect(Latitude.parseValue('41.5')).toBe(41.5);
  });

  test('refuse a string that is no coordinate', () => {
    for (const text of ['8.6W', '', 'NaN', 'north', '1,5'])
      expect(Longitude.parseValue(text)).toBeInstanceOf(RefusedValue);
  });

  test('throw for another kind of value, as scalars do', () => {
    for (const value of [true, null, [1], {lon: 1}]) expect(() => Longitude.parseValue(value)).toThrow();
    for (const literal of ['NaN', 'true', '[1]']) expect(() => Latitude.parseLiteral(parseValue(literal))).toThrow();
  });
});

describe('GeoJSON scalars', () => {
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const valid = [
    [
      LineString,
      {
        type: 'LineString',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    [MultiPolygon, {type: 'MultiPolygon', coordinates: [[ring]]}],
    [
      FeatureCollection,
      {
        type: 'FeatureCollection',
        features: [{type: 'Feature', properties: {}, geometry: {type: 'Point', coordinates: [1, 2]}}],
      },
    ],
  ] as const;

  test.each(valid)('%s takes a valid object and gives it back as it is', (scalar, value) => {
    expect(scalar.parseValue(value)).toBe(value);
    expect(scalar.serialize(value)).toBe(value);
  });

  test.each(valid)('%s refuses what another takes', (scalar) => {
    for (const [other, value] of valid) {
      if (other !== scalar) expect(scalar.parseValue(value)).toBeInstanceOf(RefusedValue);
    }
    expect(scalar.parseValue('POINT(1 2)')).toBeInstanceOf(RefusedValue);
  });

  test('reads a literal', () => {
    const literal = parseValue('{type: "LineString", coordinates: [[0, 0], [1.5, 1]]}');
    expect(LineString.parseLiteral(literal)).toEqual({
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1.5, 1],
      ],
    });
  });

  test('refuses a position that is not on the globe, wherever it stands', () => {
    for (const position of [
      [999, 0],
      [0, 91],
      [NaN, 0],
      [0, Infinity],
    ]) {
      const coordinates = [[ring], [[[0, 0], [1, 0], position, [0, 0]]]];
      expect(MultiPolygon.parseValue({type: 'MultiPolygon', coordinates})).toBeInstanceOf(RefusedValue);
      const feature = {type: 'Feature', properties: {}, geometry: {type: 'Point', coordinates: position}};
      expect(FeatureCollection.parseValue({type: 'FeatureCollection', features: [feature]})).toBeInstanceOf(
        RefusedValue,
      );
    }
  });

  test('refuses a ring that does not close', () => {
    const coordinates = [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ];
    expect(MultiPolygon.parseValue({type: 'MultiPolygon', coordinates: [coordinates]})).toBeInstanceOf(RefusedValue);
  });
});

test('a refused value is named by its path', () => {
  const args = {profile: 'CAR', waypoints: [{lon: 1}, {lon: new RefusedValue('too far east')}]};
  expect(() => refuseBadValues(args)).toThrow(new BadUserInput('waypoints[1].lon', 'waypoints[1].lon: too far east.'));
  expect(() => refuseBadValues({at: {lon: 1, lat: 2}, none: null, unset: undefined})).not.toThrow();
});
