import {parseMapping} from '../../../loader/readers/mapping.js';
import {dropped, Folder, readWhole} from './reading.js';

const folder = new Folder();
afterAll(() => folder.remove());

type Coordinates = readonly (readonly number[])[];
const line = (coordinates: Coordinates, properties: object | null = {}, id?: string | number) => ({
  type: 'Feature',
  id,
  properties,
  geometry: {type: 'LineString', coordinates},
});
const collection = (features: unknown[], members: object = {}) => ({type: 'FeatureCollection', ...members, features});
const read = (value: unknown, mapping?: object) =>
  readWhole(
    folder.file('town.geojson', typeof value === 'string' ? value : JSON.stringify(value)),
    mapping && {mapping: parseMapping(mapping)},
  );

const eastward: Coordinates = [
  [1, 50],
  [2, 50],
];

describe('GeoJSON', () => {
  test('with OpenStreetMap-like properties it needs no mapping', async () => {
    const properties = {
      '@id': 'way/42',
      highway: 'primary',
      name: 'A',
      maxspeed: 50,
      oneway: true,
      lit: null,
      lanes: '',
    };
    const {roads, source, drops} = await read(collection([line(eastward, properties)]));
    expect(roads).toEqual([
      {
        sourceId: '42',
        tags: {highway: 'primary', name: 'A', maxspeed: '50', oneway: 'yes'},
        coordinates: Float64Array.of(1, 50, 2, 50),
        nodeIds: Float64Array.of(0, 1),
      },
    ]);
    expect(source).toMatchObject({format: 'geojson', hasNodeIds: false, attribution: 'Source: town.geojson'});
    expect(drops).toEqual([]);
  });

  test.each([
    [
      {fclass: 'track_grade2', oneway: 'T', bridge: 'F', maxspeed: 0, osm_id: '5'},
      {highway: 'track', oneway: '-1', bridge: 'no'},
    ],
    [
      {fclass: 'ferry', oneway: 'B'},
      {route: 'ferry', oneway: 'no'},
    ],
    [
      {highway: ['residential', 'service'], oneway: 'False'},
      {highway: 'residential', oneway: 'no'},
    ],
    [
      {highway: "['tertiary', 'service']", oneway: 'F'},
      {highway: 'tertiary', oneway: 'yes'},
    ],
  ])('the ways of other exports are understood: %j', async (properties, tags) => {
    const {roads} = await read(collection([line(eastward, properties)]));
    expect(roads[0].tags).toEqual(tags);
  });

  test('a road without a class is taken as unclassified, and that is counted', async () => {
    const result = await read(
      collection([
        line(eastward, {name: 'A', height: 3}, 'f1'),
        line(
          [
            [3, 50],
            [4, 50],
          ],
          null,
          7,
        ),
      ]),
    );
    expect(result.roads.map(({tags}) => tags)).toEqual([
      {name: 'A', highway: 'unclassified'},
      {highway: 'unclassified'},
    ]);
    expect(result.drops).toMatchObject([{count: 2, sourceIds: ['f1', '7']}]);
  });

  test('each part of a MultiLineString is a road of the same id; what is no line is counted', async () => {
    const result = await read(
      collection([
        {
          type: 'Feature',
          id: 1,
          properties: {highway: 'path'},
          geometry: {
            type: 'MultiLineString',
            coordinates: [
              eastward,
              [
                [3, 50],
                [4, 50],
              ],
            ],
          },
        },
        {type: 'Feature', id: 2, properties: {highway: 'path'}, geometry: {type: 'Point', coordinates: [1, 50]}},
        {type: 'Feature', id: 3, properties: {highway: 'path'}, geometry: null},
        line([[1, 50]], {highway: 'path'}, 4),
        line(
          [
            [1, 50],
            [1, 95],
          ],
          {highway: 'path'},
          5,
        ),
        line(
          [
            [1, 50],
            ['x', 50],
          ] as never,
          {highway: 'path'},
          6,
        ),
      ]),
    );
    expect(result.roads.map(({sourceId}) => sourceId)).toEqual(['1', '1']);
    expect(dropped(result, 'geometry that is no line: Point')).toBe(1);
    expect(dropped(result, 'feature without a geometry')).toBe(1);
    expect(dropped(result, 'line of fewer than two vertices')).toBe(1);
    expect(dropped(result, 'line with coordinates outside of longitude -180..180, latitude -90..90')).toBe(2);
  });

  test('a crs member of a known EPSG code is reprojected', async () => {
    const crs = {type: 'name', properties: {name: 'urn:ogc:def:crs:EPSG::3857'}};
    const {roads} = await read(
      collection(
        [
          line([
            [111319.49, 6446275.84],
            [222638.98, 6446275.84],
          ]),
        ],
        {crs},
      ),
    );
    [1, 50, 2, 50].forEach((degrees, i) => expect(roads[0].coordinates[i]).toBeCloseTo(degrees, 6));
  });

  test('newline-delimited features are read, with or without record separators', async () => {
    const features = [
      line(eastward, {highway: 'path'}, 1),
      line(
        [
          [3, 50],
          [4, 50],
        ],
        {highway: 'path'},
        2,
      ),
    ];
    for (const separator of ['', '\x1e']) {
      const {roads} = await read(features.map((feature) => `${separator}${JSON.stringify(feature)}\n`).join(''));
      expect(roads.map(({sourceId}) => sourceId)).toEqual(['1', '2']);
    }
  });

  test('a byte order mark and line breaks anywhere are no matter', async () => {
    const {roads} = await read(`\uFEFF${JSON.stringify(collection([line(eastward)]), null, 2)}\n`);
    expect(roads).toHaveLength(1);
  });
});

describe('GeoJSON that cannot be read', () => {
  test.each([
    [
      'a lone geometry',
      {type: 'LineString', coordinates: eastward},
      /is not a GeoJSON FeatureCollection; it is of type "LineString"/,
    ],
    ['no type at all', {features: []}, /is not a GeoJSON FeatureCollection; it is an object without a type/],
    ['a list', '[]', /is a JSON array, not a GeoJSON FeatureCollection/],
    ['no features', collection([]), /has no roads at all/],
    ['features that are none', collection([{highway: 'path'}]), /features\[0\] is not a GeoJSON Feature/],
    [
      'points alone',
      collection([{type: 'Feature', properties: {}, geometry: {type: 'Point', coordinates: [1, 2]}}]),
      /has no roads at all \(1 features/,
    ],
    [
      'metres without a crs',
      collection([
        line([
          [111319, 6446275],
          [222638, 6446275],
        ]),
      ]),
      /is it in a projection that it does not name/,
    ],
    [
      'an unknown crs',
      collection([line(eastward)], {crs: {properties: {name: 'EPSG:2154'}}}),
      /EPSG:2154 is not known here; reproject it: ogr2ogr/,
    ],
    ['something after its end', `${JSON.stringify(collection([line(eastward)]))} {}`, /is not whole GeoJSON/],
    [
      'a broken line in a sequence',
      `${JSON.stringify(line(eastward))}\n{"type":`,
      /is not whole GeoJSON: line 2 is not JSON/,
    ],
    ['nothing', '', /is empty/],
    ['only spaces', ' \n ', /is neither OSM PBF nor GeoJSON nor a shapefile/],
  ])('%s', async (_, value, message) => {
    await expect(read(value)).rejects.toThrow(message);
    await expect(read(value)).rejects.toMatchObject({name: 'UnreadableSource'});
  });

  test('cut short anywhere, it is refused', async () => {
    const whole = JSON.stringify(collection([line(eastward, {highway: 'path'}), line(eastward)]));
    for (let length = 1; length < whole.length; length += 5) {
      await expect(read(whole.slice(0, length))).rejects.toThrow(/town\.geojson: is not whole GeoJSON/);
    }
  });

  test('a crs after the features is refused, since they were read without it', async () => {
    const crs = {type: 'name', properties: {name: 'EPSG:3857'}};
    const late = {...collection([line(eastward)]), crs};
    await expect(read(late)).rejects.toThrow(/"crs".*must come before/);
  });

  test('a column that no feature has is named, with those that there are', async () => {
    await expect(read(collection([line(eastward, {rue: 'A', type: 1})]), {name: 'street'})).rejects.toThrow(
      'has no column street, which the mapping names; its columns: rue, type',
    );
  });
});
