import {dropped, Folder, readWhole} from './reading.js';
import {pbf, type Item} from './pbf-fixture.js';

const folder = new Folder();
afterAll(() => folder.remove());

type Members = Extract<Item, {relation: number}>['members'];

/** Ways 12, 23, 34, 45 along nodes 1 to 5, and one relation. */
const read = (members: Members, tags: Record<string, string>) =>
  readWhole(
    folder.file(
      'turns.osm.pbf',
      pbf([
        [1, 2, 3, 4, 5].map((node) => ({node, at: [node, 50] as [number, number]})),
        [12, 23, 34, 45].map((way) => ({way, refs: [Math.floor(way / 10), way % 10], tags: {highway: 'tertiary'}})),
        [{relation: 9, members, tags: {type: 'restriction', ...tags}}],
      ]),
    ),
  );

const simple: Members = [
  ['way', 12, 'from'],
  ['node', 2, 'via'],
  ['way', 23, 'to'],
];

test('a restriction via a node is read with its tags', async () => {
  const tags = {restriction: 'no_left_turn', except: 'bicycle'};
  const {source} = await read(simple, tags);
  expect(source.restrictions).toEqual([
    {sourceId: '9', tags: {type: 'restriction', ...tags}, from: ['12'], to: ['23'], via: {node: 2}},
  ]);
});

test('via ways are put in the order of travel, whatever their order in the relation', async () => {
  const {source} = await read(
    [
      ['way', 34, 'via'],
      ['way', 45, 'to'],
      ['way', 23, 'via'],
      ['way', 12, 'from'],
    ],
    {restriction: 'no_u_turn'},
  );
  expect(source.restrictions).toMatchObject([{from: ['12'], via: {ways: ['23', '34']}, to: ['45']}]);
});

test('a restriction for one vehicle is kept for the profiles to judge', async () => {
  const {source} = await read(simple, {'restriction:hgv': 'no_right_turn'});
  expect(source.restrictions).toHaveLength(1);
});

test('no_entry may come from several ways, and those that the file lacks fall away', async () => {
  const members: Members = [
    ['way', 12, 'from'],
    ['way', 99, 'from'],
    ['way', 34, 'from'],
    ['node', 2, 'via'],
    ['way', 23, 'to'],
  ];
  const {source} = await read(members, {restriction: 'no_entry'});
  expect(source.restrictions).toMatchObject([{from: ['12', '34']}]);
});

test.each([
  ['turn restriction without from', simple.slice(1), {restriction: 'no_left_turn'}],
  ['turn restriction without via', [simple[0], simple[2]], {restriction: 'no_left_turn'}],
  ['turn restriction without to', simple.slice(0, 2), {restriction: 'no_left_turn'}],
  ['turn restriction with several via nodes', [...simple, ['node', 3, 'via']], {restriction: 'no_left_turn'}],
  ['turn restriction with several from or to', [...simple, ['way', 34, 'from']], {restriction: 'no_left_turn'}],
  [
    'turn restriction with a member that the file lacks',
    [simple[0], simple[1], ['way', 99, 'to']],
    {restriction: 'no_left_turn'},
  ],
  [
    'turn restriction with a member that the file lacks',
    [simple[0], ['node', 99, 'via'], simple[2]],
    {restriction: 'no_left_turn'},
  ],
  ['turn restriction that does not say which', simple, {}],
  ['turn restriction of an unknown kind', simple, {restriction: 'yes'}],
  ['conditional turn restriction', simple, {'restriction:conditional': 'no_left_turn @ (Mo-Fr)'}],
  ['conditional turn restriction', simple, {restriction: 'no_left_turn', hour_on: '07:00', hour_off: '09:00'}],
] as [string, Members, Record<string, string>][])('left out and counted: %s', async (reason, members, tags) => {
  const result = await read(members, tags);
  expect(result.source.restrictions).toEqual([]);
  expect(result.drops).toEqual([{reason, count: 1, sourceIds: ['9']}]);
  expect(dropped(result, reason)).toBe(1);
});
