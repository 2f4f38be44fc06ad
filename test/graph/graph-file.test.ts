import {mkdtemp, readdir, readFile, rm, truncate, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {isGraphFile, readGraphFile, writeGraphFile} from '../../src/graph/graph-file.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import {UnreadableGraphFile} from '../../src/graph/unreadable-graph-file.js';
import {draw, driver, restriction, rider} from './drawn-roads.js';
import {randomTown} from './random-town.js';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roadql-graph-'));
  file = join(folder, 'town.graph');
});
afterEach(() => rm(folder, {recursive: true}));

const town = () =>
  draw({
    map: ['abc', ' d '],
    roads: [
      {id: 'ab', nodes: 'ab', tags: {name: 'Rua de São João', ref: 'N 12'}},
      {id: 'bc', nodes: 'bc'},
      {id: 'bd', nodes: 'bd'},
      {id: 'closed', nodes: 'cd', tags: {access: 'no'}},
    ],
    restrictions: [restriction('no_left_turn', 'ab', 'b', 'bc')],
    profiles: [driver, rider],
  });

test('what is read is what was written, but for the restrictions as they were read', async () => {
  await fc.assert(
    fc.asyncProperty(randomTown, async (drawing) => {
      const network = await draw({...drawing, profiles: [driver, rider]});
      await writeGraphFile(network, file);
      expectSame(await readGraphFile(file), network);
    }),
    {numRuns: 15},
  );
});

test('names, the spatial index and what was dropped come through', async () => {
  await writeGraphFile(await town(), file);
  const {edges, index, meta, restrictions} = await readGraphFile(file);
  expect([edges.strings.get(edges.name[0]), edges.strings.get(edges.ref[0])]).toEqual(['Rua de São João', 'N 12']);
  expect(edges.strings.get(edges.name[1])).toBeNull();
  expect(index.edges.search(0, 45, 0.0001, 45)).toEqual([0]);
  expect(index.nodes.neighbors(0, 45, 1)).toEqual([0]);
  expect(meta.dropped).toEqual([{reason: 'road that no profile may travel', count: 1, sourceIds: ['closed']}]);
  expect(restrictions).toEqual([]);
});

test('a network that was read can be written again, to the same bytes', async () => {
  await writeGraphFile(await town(), file);
  await writeGraphFile(await readGraphFile(file), `${file}.again`);
  expect((await readFile(`${file}.again`)).equals(await readFile(file))).toBe(true);
});

test('a file is replaced whole, and nothing else is left in its folder', async () => {
  await writeFile(file, 'an older file');
  await writeGraphFile(await town(), file);
  expect(await isGraphFile(file)).toBe(true);
  expect(await readdir(folder)).toEqual(['town.graph']);
});

test('what cannot be written leaves nothing behind', async () => {
  await expect(writeGraphFile(await town(), join(folder, 'missing', 'town.graph'))).rejects.toThrow('ENOENT');
  expect(await readdir(folder)).toEqual([]);
});

test('a graph file is known by its first bytes', async () => {
  await writeGraphFile(await town(), file);
  await writeFile(`${file}.json`, '{"type": "FeatureCollection"}');
  await writeFile(`${file}.empty`, '');
  expect(await Promise.all([file, `${file}.json`, `${file}.empty`].map(isGraphFile))).toEqual([true, false, false]);
});

test.each([
  ['another file', () => writeFile(file, 'PK and more'), 'is not a graph file'],
  ['an empty file', () => writeFile(file, ''), 'is not a graph file'],
  ['another format version', () => change(8, 99), 'has graph format version 99'],
  ['a file cut short', () => truncate(file, 1000), 'is cut short'],
  ['a file cut short in its first lines', () => truncate(file, 12), 'is cut short'],
  ['a changed byte in the arrays', () => change(2000), 'is damaged'],
  ['a changed byte in the head', () => change(40), 'is damaged'],
  [
    'something added at the end',
    async () => writeFile(file, Buffer.concat([await readFile(file), Buffer.from('more')])),
    'is damaged',
  ],
])('%s is refused, by name and with the reason', async (_, spoil, reason) => {
  await writeGraphFile(await town(), file);
  await spoil();
  const read = readGraphFile(file);
  await expect(read).rejects.toThrow(UnreadableGraphFile);
  await expect(read).rejects.toThrow(`${file} ${reason}`);
});

test('any one byte that changes after the magic is noticed', async () => {
  await writeGraphFile(await town(), file);
  const good = await readFile(file);
  await fc.assert(
    fc.asyncProperty(fc.integer({min: 8, max: good.length - 1}), fc.integer({min: 1, max: 255}), async (at, flip) => {
      const bad = Buffer.from(good);
      bad[at] ^= flip;
      await writeFile(file, bad);
      await expect(readGraphFile(file)).rejects.toThrow(UnreadableGraphFile);
    }),
    {numRuns: 100},
  );
});

test('statistics count what the profiles have', async () => {
  const {profiles, ...network} = networkStatistics(await town());
  expect(network).toEqual({nodes: 4, edges: 3, kilometres: expect.closeTo(0.2419, 3) as number});
  expect(
    profiles.map(({profile, edges, islands, edgesOnIslands}) => ({profile, edges, islands, edgesOnIslands})),
  ).toEqual([
    {profile: 'CAR', edges: 3, islands: 0, edgesOnIslands: 0},
    {profile: 'BICYCLE', edges: 3, islands: 0, edgesOnIslands: 0},
  ]);
  for (const {places, copies} of profiles) expect(places - copies).toBe(4);
});

async function change(at: number, value?: number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at] = value ?? bytes[at] ^ 1;
  await writeFile(file, bytes);
}

function expectSame(read: RoadNetwork, written: RoadNetwork): void {
  const {strings, ...edges} = written.edges;
  const {strings: readStrings, ...readEdges} = read.edges;
  expect(read.meta).toEqual(written.meta);
  expect(read.nodes).toEqual(written.nodes);
  expect(readEdges).toEqual(edges);
  expect(read.graphs).toEqual(written.graphs);
  const places = Array.from({length: strings.count}, (_, place) => place);
  expect(places.map((place) => readStrings.get(place))).toEqual(places.map((place) => strings.get(place)));
}

describe('an open graph file', () => {
  test('is memory that processes share: the file itself, mapped', async () => {
    await writeGraphFile(await town(), file);
    const network = await readGraphFile(file);
    expect(network.edges.count).toBeGreaterThan(0);
    expect(await readFile('/proc/self/maps', 'utf8')).toContain(file);
  });

  test('stays what it was when another takes its name, or when it goes', async () => {
    const network = await town();
    await writeGraphFile(network, file);
    const opened = await readGraphFile(file);
    await writeGraphFile({...network, meta: {...network.meta, name: 'another'}}, file);
    expectSame(opened, network);
    expect((await readGraphFile(file)).meta.name).toBe('another');
    await rm(file);
    expectSame(opened, network);
  });

  test('does not change on disk when its memory is written to', async () => {
    await writeGraphFile(await town(), file);
    const before = await readFile(file);
    const {edges} = await readGraphFile(file);
    edges.coordinates.fill(0);
    expect(await readFile(file)).toEqual(before);
    expect(edges.coordinates[0]).toBe(0);
  });
});
