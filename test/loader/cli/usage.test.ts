import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../../src/package-root.js';
import {dbf, shp, wgs84Prj} from '../readers/shapefile-fixture.js';
import {cacheFolder, roadql, startRoadql} from './roadql.js';
import {streetFile} from './street-file.js';

const sample = join(packageRoot, 'data/sample.osm.pbf');

function file(name: string, content: string | Uint8Array): string {
  const path = join(cacheFolder, name);
  writeFileSync(path, content);
  return path;
}

test('help names every command and exit code, and each command explains its options', async () => {
  const {code, stdout, stderr} = await roadql(['--help']);
  expect([code, stderr]).toEqual([0, '']);
  for (const command of ['serve', 'load', 'build', 'inspect', 'migrate']) {
    expect(stdout).toContain(`\n  ${command} `);
    const help = await roadql([command, '--help']);
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toMatch(new RegExp(`^Usage: roadql ${command}`));
  }
  for (const exit of ['0', '1', '2', '3', '130']) expect(stdout).toMatch(new RegExp(`\n  ${exit} +\\w`));
});

test('the version is the package’s', async () => {
  const {version} = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {version: string};
  expect(await roadql(['--version'])).toEqual({code: 0, stdout: `${version}\n`, stderr: ''});
});

test.each([
  ['no command', [], /^Usage: roadql/],
  ['an unknown command', ['lod'], /unknown command 'lod'.*load/s],
  ['an unknown option', ['load', 'x', '--nmae', 'y'], /unknown option '--nmae'.*--name/s],
  ['a missing file name', ['load'], /missing required argument 'file'/],
  ['one file too many', ['build', 'a', 'b', '--out', 'c'], /Expected 1 argument but got 2/],
  ['a missing --out', ['build', sample], /required option '--out <graph>' not specified/],
  ['an unknown format', ['load', sample, '--format', 'gpkg'], /'gpkg' is invalid.*osm-pbf, geojson, shapefile/],
  ['no database', ['load', sample], /No database is named: set DATABASE_ADMIN_URL, or give --database URL/],
  ['no database to migrate', ['migrate'], /No database is named/],
  ['no database to inspect', ['inspect'], /set DATABASE_ADMIN_URL or DATABASE_URL/],
  [
    'an address that is none',
    ['load', sample, '--database', 'http://u:secret@h/d'],
    /--database must be a URL such as/,
  ],
  ['an engine that is none', ['serve', '--engine', 'osrm'], /ENGINE: "osrm" is not one of embedded, pgrouting/],
  ['a port that is none', ['serve', '--port', 'http'], /PORT: "http" is not a whole number/],
  [
    'a target in no folder',
    ['build', sample, '--out', '/nowhere/x.graph'],
    /--out \/nowhere\/x.graph: there is no folder/,
  ],
  ['a target that is a folder', ['build', sample, '--out', cacheFolder], /--out .* is a folder/],
  ['a target that is the source', ['build', sample, '--out', sample], /is the source file itself/],
])('%s is wrong usage', async (_, args, message) => {
  const {code, stdout, stderr} = await roadql(args);
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('secret');
  expect([code, stdout]).toEqual([2, '']);
});

/** A file that cannot be read, and what is said of it after its name. */
const unreadable: readonly (readonly [string, () => string[], RegExp])[] = [
  ['that does not exist', () => ['/nowhere/city.osm.pbf'], /^roadql: \/nowhere\/city\.osm\.pbf: does not exist$/m],
  ['that is a folder', () => [cacheFolder], /is a folder, not a file/],
  ['that is empty', () => [file('empty.osm.pbf', '')], /empty\.osm\.pbf: is empty/],
  ['that is something else', () => [file('notes.txt', 'roads\n')], /notes\.txt: is neither OSM PBF nor GeoJSON nor/],
  [
    'cut short',
    () => [file('cut.osm.pbf', readFileSync(sample).subarray(0, 90_000))],
    /cut\.osm\.pbf: truncated OSM PBF/,
  ],
  [
    'that is GeoJSON, but no FeatureCollection',
    () => [file('point.geojson', '{"type": "Point", "coordinates": [1, 2]}')],
    /point\.geojson: is not a GeoJSON FeatureCollection; it is of type "Point"/,
  ],
  ['of another format than was said', () => [sample, '--format', 'geojson'], /is not geojson but osm-pbf/],
  [
    'that is a shapefile without its .dbf',
    () => [
      file(
        'alone.shp',
        shp([
          [
            [
              [1, 2],
              [1, 3],
            ],
          ],
        ]),
      ),
    ],
    /has no alone\.dbf beside it/,
  ],
  [
    'without a column of its mapping',
    () => [streetFile('streets', 2), '--mapping', file('m.json', '{"speed": {"column": "VMAX"}}')],
    /streets\.geojson: has no column VMAX, which the mapping names; its columns: highway, name, id/,
  ],
  [
    'whose mapping is no JSON',
    () => [streetFile('streets', 2), '--mapping', file('m.json', '{')],
    /m\.json: is not JSON/,
  ],
  [
    'whose mapping has a member that nobody knows',
    () => [streetFile('streets', 2), '--mapping', file('m.json', '{"sped": {}}')],
    /m\.json: .*sped/,
  ],
  [
    'whose mapping is missing',
    () => [streetFile('streets', 2), '--mapping', '/nowhere/m.json'],
    /\/nowhere\/m\.json: does not exist/,
  ],
];

test.each(unreadable)('a file %s is refused by a message that names it', async (_, args, message) => {
  const {code, stdout, stderr} = await roadql(['build', ...args(), '--out', join(cacheFolder, 'x.graph')]);
  expect(stderr).toMatch(message);
  expect([code, stdout]).toEqual([2, '']);
});

test('a shapefile whose table is damaged is refused by both of its names', async () => {
  mkdirSync(join(cacheFolder, 'shapes'), {recursive: true});
  const path = file(
    'shapes/s.shp',
    shp([
      [
        [
          [1, 2],
          [1, 3],
        ],
      ],
    ]),
  );
  file('shapes/s.prj', wgs84Prj);
  file('shapes/s.dbf', dbf([{name: 'NAME', kind: 'C', bytes: 8}], [['a'], ['b']]).subarray(0, 70));
  const {code, stderr} = await roadql(['inspect', path]);
  expect(stderr).toMatch(/s\.dbf: truncated table: 70 bytes instead of/);
  expect(code).toBe(2);
});

test('a graph file that is damaged or no network at all is refused', async () => {
  const path = file('half.graph', '');
  await roadql(['build', streetFile('streets', 2), '--out', path]);
  writeFileSync(path, readFileSync(path).subarray(0, -20));
  const {code, stderr} = await roadql(['inspect', path]);
  expect(stderr).toMatch(/half\.graph /);
  expect(code).toBe(2);
});

test('whoever has read enough of the output ends no run by it', async () => {
  const run = startRoadql(['--help']);
  run.child.stdout.destroy();
  const {code, stderr} = await run.ended;
  expect([code, stderr]).toEqual([0, '']);
});
