import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {parseMapping, readMapping, type Mapping} from '../../../loader/readers/mapping.js';
import {packageRoot} from '../../../src/package-root.js';
import {components, dropped, Folder, readWhole, sharedData} from './reading.js';
import {dbf, shp, utm32Prj, wgs84Prj, type Column} from './shapefile-fixture.js';

let folder: Folder;
beforeEach(() => (folder = new Folder()));
afterEach(() => folder.remove());

const columns: Column[] = [
  {name: 'RUE', kind: 'C', bytes: 20},
  {name: 'CODE', kind: 'N', bytes: 4},
  {name: 'SPEED', kind: 'N', bytes: 4},
];
const rows = [
  ['Rue Gérin', 6, 50],
  ['Deux parts', 1, 0],
  ['Rien', 9, 30],
];
const shapes = [
  [
    [
      [9, 45],
      [9.01, 45],
    ],
  ],
  [
    [
      [9.02, 45],
      [9.03, 45],
    ],
    [
      [9.04, 45],
      [9.05, 45],
    ],
  ],
  null,
] as const;
const mapping = parseMapping({
  name: 'RUE',
  class: {column: 'CODE', values: {1: 'primary', 6: 'residential', 9: 'path'}},
  speed: {column: 'SPEED', unit: 'mph'},
  attribution: 'The town',
});

/** Writes a shapefile, with some of its parts replaced or left out (null). */
function write(parts: Record<string, string | Buffer | null> = {}): string {
  const all = {shp: shp(shapes), dbf: dbf(columns, rows), prj: wgs84Prj, cpg: 'UTF-8', ...parts};
  for (const [ending, content] of Object.entries(all)) if (content !== null) folder.file(`town.${ending}`, content);
  return join(folder.path, 'town.shp');
}
const read = (parts: Record<string, string | Buffer | null> = {}, used: Mapping | undefined = mapping) =>
  readWhole(write(parts), {mapping: used});

describe('a shapefile', () => {
  test('every part of a row is a road, rows without a geometry are counted, 0 is no speed, mph are said', async () => {
    const result = await read();
    expect(result.roads.map(({tags, coordinates}) => [tags, ...coordinates])).toEqual([
      [{highway: 'residential', name: 'Rue Gérin', maxspeed: '50 mph'}, 9, 45, 9.01, 45],
      [{highway: 'primary', name: 'Deux parts'}, 9.02, 45, 9.03, 45],
      [{highway: 'primary', name: 'Deux parts'}, 9.04, 45, 9.05, 45],
    ]);
    expect(dropped(result, 'row without a geometry')).toBe(1);
    expect(result.source).toMatchObject({format: 'shapefile', attribution: 'The town', hasNodeIds: false});
  });

  test('its projection is undone', async () => {
    const {roads} = await read({
      prj: utm32Prj,
      shp: shp([
        [
          [
            [500000, 4982950.4],
            [510000, 4982950.4],
          ],
        ],
        null,
        null,
      ]),
    });
    expect(roads[0].coordinates[0]).toBeCloseTo(9, 6);
    expect(roads[0].coordinates[1]).toBeCloseTo(45, 4);
  });

  test.each(['1252', 'ANSI 1252', 'ISO 88591', 'windows-1252'])('its .cpg is heeded: %s', async (cpg) => {
    const {roads} = await read({cpg, dbf: dbf(columns, rows, 'latin1')});
    expect(roads[0].tags.name).toBe('Rue Gérin');
  });

  test('without a .cpg its table is Windows-1252', async () => {
    const {roads} = await read({cpg: null, dbf: dbf(columns, rows, 'latin1')});
    expect(roads[0].tags.name).toBe('Rue Gérin');
  });
});

describe('a shapefile that cannot be read', () => {
  test.each([
    ['without .dbf', {dbf: null}, 'town.shp: has no town.dbf beside it'],
    ['without .prj', {prj: null}, 'town.shp: has no town.prj beside it'],
    [
      'with a .prj that makes no sense',
      {prj: 'somewhere'},
      'town.prj: names a coordinate system that is not known here',
    ],
    [
      'with an encoding that nobody knows',
      {cpg: 'KLINGON'},
      'town.cpg: names the encoding "KLINGON", which is not known',
    ],
    ['of areas', {shp: shp(shapes, 5)}, 'town.shp: holds shapes of type 5, not lines'],
    ['cut short', {shp: shp(shapes).subarray(0, -20)}, 'town.shp: truncated shapefile'],
    ['whose table is cut short', {dbf: dbf(columns, rows).subarray(0, -20)}, 'town.dbf: truncated table'],
    ['with fewer rows than shapes', {dbf: dbf(columns, rows.slice(1))}, 'damaged shapefile'],
    ['with more rows than shapes', {shp: shp(shapes.slice(1))}, 'damaged shapefile: 2 shapes, but 3 rows in its .dbf'],
    ['of rows without a geometry', {shp: shp([null, null, null])}, 'town.shp: has no roads at all'],
  ])('%s', async (_, parts, message) => {
    await expect(read(parts)).rejects.toThrow(message);
    await expect(read(parts)).rejects.toMatchObject({name: 'UnreadableSource'});
  });

  test('named by its table, the .shp is asked for', async () => {
    write();
    await expect(readWhole(join(folder.path, 'town.dbf'))).rejects.toThrow('name ' + join(folder.path, 'town.shp'));
  });

  test('a missing file does not exist', async () => {
    const path = write();
    rmSync(path);
    await expect(readWhole(path)).rejects.toThrow('town.shp: does not exist');
  });

  test('a column that the mapping names and the table lacks is named before anything is read', async () => {
    const wrong = parseMapping({name: 'RUE', ref: 'ROUTE', oneway: {column: 'SENS', both: [0]}});
    await expect(read({}, wrong)).rejects.toThrow(
      'has no column ROUTE, SENS, which the mapping names; its columns: RUE, CODE, SPEED',
    );
  });
});

const sherbrooke = join(sharedData, 'sherbrooke', 'Segments_de_rue.shp');
(existsSync(sherbrooke) ? describe : describe.skip)('Sherbrooke (skipped where the shared data is absent)', () => {
  test('its streets hang together, with names, speeds where known, and directions', async () => {
    const example = await readMapping(join(packageRoot, 'docs', 'examples', 'sherbrooke.mapping.json'));
    const {roads} = await readWhole(sherbrooke, {mapping: example.mapping});
    expect(roads.length).toBeGreaterThan(9_100);
    const [largest, ...islands] = components(roads);
    expect(largest).toBeGreaterThan(7_000);
    expect(islands.length).toBeLessThan(5);
    const count = (key: string, value?: string) =>
      roads.filter(({tags}) => (value === undefined ? tags[key] !== undefined : tags[key] === value)).length;
    expect(count('maxspeed', '0')).toBe(0);
    expect(roads.length - count('maxspeed')).toBe(1_389);
    expect([count('oneway', 'yes'), count('oneway', '-1')]).toEqual([102, 80]);
    expect(roads.some(({tags}) => tags.name === "Boulevard de l'Université")).toBe(true);
    for (const {coordinates} of roads) {
      expect(Math.abs(coordinates[0] + 71.8)).toBeLessThan(0.5);
      expect(Math.abs(coordinates[1] - 45.4)).toBeLessThan(0.5);
    }
  });

  test('streets that pass over a motorway do not join it', async () => {
    const example = await readMapping(join(packageRoot, 'docs', 'examples', 'sherbrooke.mapping.json'));
    const {roads} = await readWhole(sherbrooke, {mapping: example.mapping});
    const motorwayMiddles = new Set<number>();
    const ends = new Set<number>();
    for (const {tags, nodeIds} of roads) {
      ends.add(nodeIds[0]).add(nodeIds[nodeIds.length - 1]);
      if (tags.highway === 'motorway') for (const node of nodeIds.slice(1, -1)) motorwayMiddles.add(node);
    }
    const joined = roads
      .filter(({tags}) => tags.highway !== 'motorway')
      .flatMap(({nodeIds}) => [...nodeIds.slice(1, -1)])
      .filter((node) => motorwayMiddles.has(node) && !ends.has(node));
    expect(joined).toEqual([]);
  });
});
