import {createHash} from 'node:crypto';
import {openSource} from '../../../loader/readers/open-source.js';
import {sourceSha256} from '../../../loader/readers/source-sha256.js';
import {Drops} from '../../../src/graph/drops.js';
import {pbf} from './pbf-fixture.js';
import {Folder, readWhole} from './reading.js';
import {dbf, shp, wgs84Prj} from './shapefile-fixture.js';

const folder = new Folder();
afterAll(() => folder.remove());

const geojson = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: {highway: 'path'},
      geometry: {
        type: 'LineString',
        coordinates: [
          [1, 50],
          [2, 50],
        ],
      },
    },
  ],
});
const osm = pbf([
  [
    {node: 1, at: [1, 50]},
    {node: 2, at: [2, 50]},
  ],
  [{way: 3, refs: [1, 2], tags: {highway: 'path'}}],
]);

test('the content decides the format, not the name', async () => {
  expect((await readWhole(folder.file('a.geojson', osm))).source.format).toBe('osm-pbf');
  expect((await readWhole(folder.file('a.osm.pbf', geojson))).source.format).toBe('geojson');
});

test('a format that was asked for and is another is refused', async () => {
  const path = folder.file('b.osm.pbf', geojson);
  await expect(readWhole(path, {format: 'osm-pbf'})).rejects.toThrow('b.osm.pbf: is not osm-pbf but geojson');
  expect((await readWhole(path, {format: 'geojson'})).roads).toHaveLength(1);
});

test.each([
  ['PK\x03\x04zip', /is a zip archive; unpack it/],
  ['\x1f\x8b\x08gzip', /is compressed with gzip/],
  ['<?xml version="1.0"?><osm/>', /is XML; convert it with: osmium/],
  ['SQLite format 3\0', /convert it with: ogr2ogr/],
  ['\xff\xfe{\0', /is UTF-16 text/],
  ['lon,lat\n1,2', /is neither OSM PBF nor GeoJSON nor a shapefile/],
])('another kind of file is named, with what to do: %j', async (content, message) => {
  await expect(readWhole(folder.file('c', Buffer.from(content, 'latin1')))).rejects.toThrow(message);
});

test('a folder, and a file that is not there, are said to be so', async () => {
  await expect(readWhole(folder.path)).rejects.toThrow('is a folder, not a file');
  await expect(readWhole(`${folder.path}/nothing.pbf`)).rejects.toThrow('nothing.pbf: does not exist');
});

test('a mapping for OSM PBF is refused, since its tags say all', async () => {
  await expect(readWhole(folder.file('d.osm.pbf', osm), {mapping: {}})).rejects.toThrow('need no mapping');
});

test.each([
  ['osm-pbf', osm],
  ['geojson', geojson],
])('reading %s stops when it is aborted', async (format, content) => {
  const features = Array.from({length: 3000}, () => (JSON.parse(geojson) as {features: object[]}).features[0]);
  const path = folder.file('e', format === 'geojson' ? JSON.stringify({type: 'FeatureCollection', features}) : content);
  const source = await openSource(path, {drops: new Drops()});
  const roads = source.roads(AbortSignal.abort(new Error('enough')));
  await expect(roads[Symbol.asyncIterator]().next()).rejects.toThrow('enough');
});

test('progress ends where its total is', async () => {
  const last = new Map<string, [number, number]>();
  for (const content of [osm, geojson]) {
    await readWhole(folder.file('f', content), {onProgress: (phase, done, total) => last.set(phase, [done, total])});
  }
  expect([...last.keys()]).toEqual([
    'reading ways',
    'reading nodes',
    'reading roads',
    'reading lines',
    'joining lines',
  ]);
  for (const [done, total] of last.values()) expect(done).toBe(total);
});

describe('sourceSha256', () => {
  const sha256 = (...parts: (string | Buffer)[]) =>
    createHash('sha256')
      .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
      .digest('hex');

  test('is that of the file and then the mapping', async () => {
    const path = folder.file('g.geojson', geojson);
    expect(await sourceSha256(path)).toBe(sha256(geojson));
    expect(await sourceSha256(path, '{}')).toBe(sha256(geojson, '{}'));
  });

  test('of a shapefile takes .shp, .dbf and .prj in this order', async () => {
    const parts = [
      shp([
        [
          [
            [1, 50],
            [2, 50],
          ],
        ],
      ]),
      dbf([{name: 'A', kind: 'C', bytes: 3}], [['x']]),
      wgs84Prj,
    ];
    ['shp', 'dbf', 'prj'].forEach((ending, i) => folder.file(`h.${ending}`, parts[i]));
    expect(await sourceSha256(`${folder.path}/h.shp`, 'm')).toBe(sha256(...parts, 'm'));
  });

  test('names a file that is not there', async () => {
    await expect(sourceSha256(`${folder.path}/i.geojson`)).rejects.toThrow('i.geojson: does not exist');
  });
});
