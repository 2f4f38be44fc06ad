import {featureTags} from '../../../loader/readers/feature-tags.js';
import {parseMapping, readMapping} from '../../../loader/readers/mapping.js';
import {Drops} from '../../../src/graph/drops.js';
import {Folder} from './reading.js';

const folder = new Folder();
afterAll(() => folder.remove());

/** Tags of one row, and what was counted. */
function translate(mapping: object, row: Record<string, unknown>) {
  const drops = new Drops();
  return {...featureTags(row, null, parseMapping(mapping), drops), reasons: drops.list().map(({reason}) => reason)};
}

describe('a mapping', () => {
  test('says which column is the id, the name and the ref', () => {
    const row = {FID: 7, NOM: '  Rue A ', ROUTE: 112, other: 'x'};
    const {sourceId, tags} = translate(
      {id: 'FID', name: 'NOM', ref: 'ROUTE', class: {column: 'other', values: {x: 'path'}}},
      row,
    );
    expect([sourceId, tags]).toEqual(['7', {name: 'Rue A', ref: '112', highway: 'path'}]);
  });

  test('asks its class rules in order, joins several columns, and leaves out what is null', () => {
    const mapping = {
      class: [
        {column: ['A', 'B'], values: {'2/22': null, '2/50': 'motorway_link'}},
        {column: 'A', values: {2: 'motorway', 5: 'ferry'}, default: 'service'},
      ],
    };
    expect(translate(mapping, {A: 2, B: 22})).toMatchObject({
      tags: null,
      reasons: ['class that the mapping leaves out'],
    });
    expect(translate(mapping, {A: 2, B: 50}).tags).toEqual({highway: 'motorway_link'});
    expect(translate(mapping, {A: 2, B: 100}).tags).toEqual({highway: 'motorway'});
    expect(translate(mapping, {A: 5}).tags).toEqual({route: 'ferry'});
    expect(translate(mapping, {A: null}).tags).toEqual({highway: 'service'});
  });

  test('without a class takes the road as unclassified and counts it', () => {
    expect(translate({class: {column: 'A', values: {1: 'path'}}}, {A: 3})).toMatchObject({
      tags: {highway: 'unclassified'},
      reasons: ['class not known, taken as unclassified (the road is kept)'],
    });
  });

  test.each([
    ['km/h', 50, '50'],
    ['mph', '30', '30 mph'],
    ['mph', 0, undefined],
    ['km/h', null, undefined],
    ['km/h', ' 80.5 ', '80.5'],
  ])('a speed in %s of %j is %j', (unit, value, maxspeed) => {
    expect(translate({speed: {column: 'V', unit}}, {V: value}).tags?.maxspeed).toBe(maxspeed);
  });

  test('its own unknown speeds replace the 0, which is then no number above 0 and counted', () => {
    const speed = {column: 'V', unknown: [999]};
    expect(translate({speed}, {V: 999}).tags).not.toHaveProperty('maxspeed');
    expect(translate({speed}, {V: 0}).reasons).toContain(
      'speed that is no number above 0, taken as unknown (the road is kept)',
    );
    expect(translate({speed}, {V: 'fast'}).tags).not.toHaveProperty('maxspeed');
  });

  test.each([
    [1, 'yes'],
    ['N', '-1'],
    [true, 'no'],
    [null, undefined],
    [8, undefined],
  ])('a one-way value of %j is %j', (value, oneway) => {
    const mapping = {oneway: {column: 'S', forward: [1], backward: ['N'], both: [true, 0]}};
    const {tags, reasons} = translate(mapping, {S: value});
    expect(tags?.oneway).toBe(oneway);
    expect(reasons.includes('one-way value that the mapping does not list, ignored (the road is kept)')).toBe(
      value === 8,
    );
  });

  test('passes columns through as tags, and sets constants on every road', () => {
    const {tags} = translate(
      {tags: {surface: 'SURF', lit: 'LIT'}, constants: {highway: 'track', access: 'yes'}},
      {SURF: 'gravel', LIT: true},
    );
    expect(tags).toEqual({highway: 'track', access: 'yes', surface: 'gravel', lit: 'yes'});
  });
});

describe('a mapping with mistakes', () => {
  test('has every one of them named at once', () => {
    const wrong = {
      nmae: 'A',
      ref: 3,
      class: {column: 'T', values: {6: 'Residential Street'}, otherwise: 'path'},
      speed: {unit: 'knots'},
      oneway: {column: 'S', forward: [1], backward: [1]},
      tolerance: -1,
      crossings: 'maybe',
      tags: ['surface'],
    };
    const parse = () => parseMapping(wrong, 'town.json');
    for (const message of [
      /^town\.json: /,
      /unknown key nmae; known: id, name, ref, class, /,
      /ref must be a text/,
      /class\.values\.6 must be a value of highway=\*, such as residential, not "Residential Street"/,
      /unknown key class\.otherwise; known: column, values, default/,
      /speed\.unit must be km\/h or mph, not "knots"/,
      /speed\.column is missing/,
      /oneway gives the value 1 two meanings/,
      /tolerance must be a number from 0 to 50/,
      /crossings must be join or leave, not "maybe"/,
      /tags must be an object/,
    ]) {
      expect(parse).toThrow(message);
    }
  });

  test('is refused where it is no object, no JSON, or not there', async () => {
    expect(() => parseMapping([])).toThrow('mapping: the mapping must be an object');
    await expect(readMapping(folder.file('bad.json', '{name: 1}'))).rejects.toThrow(/bad\.json: is not JSON/);
    await expect(readMapping(`${folder.path}/none.json`)).rejects.toThrow(/none\.json: does not exist/);
  });

  test('read from a file, it comes with its text', async () => {
    const text = '{"name": "A"}';
    expect(await readMapping(folder.file('good.json', text))).toEqual({mapping: {name: 'A'}, text});
  });
});
