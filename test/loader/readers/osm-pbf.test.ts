import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {dropped, Folder, readWhole, sharedData} from './reading.js';
import {pbf, type Item} from './pbf-fixture.js';

const folder = new Folder();
afterAll(() => folder.remove());

/** Nodes 1..count, a hundredth of a degree apart, going east. */
const nodes = (count: number): Item[] =>
  Array.from({length: count}, (_, i) => ({node: i + 1, at: [1 + i / 100, 50] as [number, number]}));
const street = {highway: 'residential'};
const read = (blocks: Item[][], options = {}) => readWhole(folder.file('town.osm.pbf', pbf(blocks, options)));

describe('OSM PBF', () => {
  test('a way becomes a road with its tags, its nodes and their places', async () => {
    const {roads, source} = await read([
      nodes(3),
      [{way: 7, refs: [1, 2, 3], tags: {highway: 'primary', name: 'Praça Ó'}}],
    ]);
    expect(roads).toEqual([
      {
        sourceId: '7',
        tags: {highway: 'primary', name: 'Praça Ó'},
        coordinates: Float64Array.of(1, 50, 1.01, 50, 1.02, 50),
        nodeIds: Float64Array.of(1, 2, 3),
      },
    ]);
    expect(source).toMatchObject({
      format: 'osm-pbf',
      hasNodeIds: true,
      attribution: '© OpenStreetMap contributors, ODbL 1.0',
    });
  });

  test('the order of blocks, and of nodes in them, is no matter', async () => {
    const way: Item = {way: 7, refs: [1, 2, 3, 4, 5], tags: street};
    const sorted = await read([nodes(5), [way]]);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(nodes(5), {minLength: 5}), fc.boolean(), async (shuffled, isWayFirst) => {
        const {roads} = await read(isWayFirst ? [[way], shuffled] : [shuffled.slice(2), [way], shuffled.slice(0, 2)]);
        expect(roads).toEqual(sorted.roads);
      }),
      {numRuns: 30},
    );
  });

  test('blocks without compression are read too', async () => {
    const {roads} = await read([nodes(2), [{way: 7, refs: [1, 2], tags: street}]], {isPlain: true});
    expect(roads).toHaveLength(1);
  });

  test('ids beyond 32 bits stay exact', async () => {
    const big = 2 ** 52 + 1;
    const {roads} = await read([
      [
        {node: big, at: [1, 50]},
        {node: big + 2, at: [2, 50]},
      ],
      [{way: big + 4, refs: [big, big + 2], tags: street}],
    ]);
    expect(roads[0]).toMatchObject({sourceId: String(big + 4), nodeIds: Float64Array.of(big, big + 2)});
  });

  test('what is neither a highway nor a ferry or car train is passed over, and areas are counted', async () => {
    const result = await read([
      nodes(3),
      [
        {way: 1, refs: [1, 2], tags: {building: 'yes'}},
        {way: 2, refs: [1, 2], tags: {route: 'ferry'}},
        {way: 3, refs: [1, 2], tags: {route: 'shuttle_train'}},
        {way: 4, refs: [1, 2, 3, 1], tags: {highway: 'pedestrian', area: 'yes'}},
        {way: 5, refs: [1, 2]},
      ],
    ]);
    expect(result.roads.map(({sourceId}) => sourceId)).toEqual(['2', '3']);
    expect(result.drops).toEqual([{reason: 'area', count: 1, sourceIds: ['4']}]);
  });

  test('a way is cut where an extract lacks its nodes', async () => {
    const result = await read([
      nodes(6).filter((item) => 'node' in item && item.node !== 3),
      [
        {way: 7, refs: [1, 2, 3, 4, 5, 99, 6], tags: street},
        {way: 8, refs: [98, 99], tags: street},
        {way: 9, refs: [1], tags: street},
      ],
    ]);
    expect(result.roads.map(({sourceId, nodeIds}) => [sourceId, ...nodeIds])).toEqual([
      ['7', 1, 2],
      ['7', 4, 5],
    ]);
    expect(dropped(result, 'part of a way whose nodes the file lacks')).toBe(1);
    expect(dropped(result, 'way whose nodes the file lacks')).toBe(1);
    expect(dropped(result, 'way of fewer than two nodes')).toBe(1);
  });

  test('barriers on roads keep their tags; crossings and nodes beside the road do not', async () => {
    const {source} = await read([
      [
        {node: 1, at: [1, 50], tags: {barrier: 'gate', access: 'private', colour: 'red'}},
        {node: 2, at: [2, 50], tags: {highway: 'crossing', bicycle: 'no'}},
        {node: 3, at: [3, 50], tags: {motor_vehicle: 'no'}},
        {node: 4, at: [4, 50], tags: {barrier: 'bollard'}},
      ],
      [{way: 7, refs: [1, 2, 3], tags: street}],
    ]);
    expect([...source.nodeTags]).toEqual([
      [1, {barrier: 'gate', access: 'private'}],
      [3, {motor_vehicle: 'no'}],
    ]);
  });
});

describe('a file that is broken', () => {
  const whole = pbf([nodes(3), [{way: 7, refs: [1, 2, 3], tags: street}]]);

  test('cut short anywhere, it is refused with the offset, and no road comes out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 1, max: whole.length - 1}), async (length) => {
        const path = folder.file('cut.osm.pbf', whole.subarray(0, length));
        const attempt = readWhole(path, {});
        await expect(attempt).rejects.toMatchObject({name: 'UnreadableSource', path});
        if (length > 20)
          await expect(readWhole(path)).rejects.toThrow(/truncated OSM PBF: .* at byte \d+|has no roads at all/);
      }),
      {numRuns: 40},
    );
  });

  test('with a byte changed inside a block, it is refused with the block named', async () => {
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 12] ^= 0xff;
    const path = folder.file('damaged.osm.pbf', damaged);
    await expect(readWhole(path)).rejects.toThrow(/damaged\.osm\.pbf: damaged OSM PBF: the block at byte \d+/);
  });

  test('with rubbish after its end, it is refused', async () => {
    const path = folder.file('rubbish.osm.pbf', Buffer.concat([whole, Buffer.from('rubbish, and more of it')]));
    await expect(readWhole(path)).rejects.toThrow(/damaged OSM PBF: no block header at byte/);
  });

  test('without any road, it says so', async () => {
    await expect(read([nodes(3)])).rejects.toThrow('town.osm.pbf: has no roads at all');
  });

  test('with history in it, which a reader must understand, it is refused', async () => {
    const requires = ['OsmSchema-V0.6', 'HistoricalInformation'];
    await expect(read([nodes(2)], {requires})).rejects.toThrow('needs HistoricalInformation');
  });
});

(existsSync(sharedData) ? describe : describe.skip)('real extracts (skipped where the shared data is absent)', () => {
  test('Porto: every road with its places, restrictions whole or counted', async () => {
    const result = await readWhole(join(sharedData, 'porto.osm.pbf'));
    const {source, roads} = result;
    expect(roads.length).toBeGreaterThan(49_000);
    for (const road of roads) expect(road.coordinates).toHaveLength(2 * road.nodeIds.length);
    const bad = result.drops.filter(({reason}) => reason.includes('restriction'));
    expect(source.restrictions.length + bad.reduce((sum, {count}) => sum + count, 0)).toBe(357);
    const ids = new Set(roads.map(({sourceId}) => sourceId));
    for (const {from, to} of source.restrictions) for (const way of [...from, ...to]) expect(ids).toContain(way);
  });

  test('Helsinki, a clipped extract: ways are cut at its border', async () => {
    const result = await readWhole(join(sharedData, 'helsinki.osm.pbf'));
    expect(dropped(result, 'part of a way whose nodes the file lacks')).toBeGreaterThan(50);
    expect(result.roads.length).toBeGreaterThan(2_400);
  });

  test('Monaco cut short by one byte is refused before any road comes out', async () => {
    const bytes = readFileSync(join(sharedData, 'monaco.osm.pbf'));
    const path = folder.file('monaco.osm.pbf', bytes.subarray(0, bytes.length - 1));
    await expect(readWhole(path)).rejects.toThrow(/truncated OSM PBF/);
  });
});
