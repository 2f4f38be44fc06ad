import {Client} from 'pg';
import {AlreadyLoaded, writeToDatabase, type WriteOptions} from '../../../loader/sinks/database.js';
import {VerificationFailed} from '../../../loader/sinks/database/verify.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import {networkStatistics} from '../../../src/graph/network-statistics.js';
import {createDatabase, type TestDatabase} from '../../stack/database.js';
import {ending, firstLine, startSource} from '../../stack/source-process.js';
import {gridNetwork} from './grid-network.js';

let database: TestDatabase;

beforeEach(async () => {
  database = await createDatabase();
});

afterEach(() => database.drop());

function write(network: RoadNetwork, options: Partial<WriteOptions> = {}) {
  return writeToDatabase(network, {adminUrl: database.adminUrl, statistics: networkStatistics(network), ...options});
}

async function versions(): Promise<{current: number | undefined; listed: number[]; tables: string[]}> {
  const [current] = await database.query<{network: number}>('SELECT network FROM current_network');
  const listed = await database.query<{id: number}>('SELECT id FROM network ORDER BY id');
  const tables = await database.query<{relname: string}>(
    `SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^(${names.join('|')})_[0-9]' ORDER BY 1`,
  );
  return {current: current?.network, listed: listed.map(({id}) => id), tables: tables.map(({relname}) => relname)};
}

const names = ['node', 'edge', 'arc', 'turn_restriction', 'cell', 'shortcut', 'climb', 'label'];

const tablesOf = (...ids: number[]) => ids.flatMap((id) => names.map((name) => `${name}_${id}`)).sort();

test('the version before stays, and those before it go', async () => {
  const [first, second, third] = await Promise.all([gridNetwork(3), gridNetwork(4), gridNetwork(5)]);
  const sha = first.meta.sha256.slice(0, 8);
  expect(await write(first)).toEqual({
    id: 1,
    version: `1-${sha}`,
    labels: 'packed',
    replaced: null,
    cleared: [],
    warnings: [],
  });
  expect(await write(second)).toMatchObject({id: 2, replaced: `1-${sha}`, warnings: []});
  expect(await versions()).toEqual({current: 2, listed: [1, 2], tables: tablesOf(1, 2)});
  await write(third);
  expect(await versions()).toEqual({current: 3, listed: [2, 3], tables: tablesOf(2, 3)});
});

test('what is served already is refused, unless it is forced', async () => {
  const network = await gridNetwork(3);
  await write(network);
  const refusal = await write(network).then(
    () => null,
    (error: Error) => error,
  );
  expect(refusal).toBeInstanceOf(AlreadyLoaded);
  expect(refusal?.message).toContain('town.geojson is loaded already, as version 1-');
  expect(await write(network, {force: true})).toMatchObject({id: 2});
});

test('readers see the old network or the new one, whole, and never fail', async () => {
  const towns = await Promise.all([3, 9, 4, 8].map((size) => gridNetwork(size)));
  const edgesOf = new Map(towns.map(({edges}, i) => [i + 1, edges.count]));
  await write(towns[0]);

  let reading = true;
  let reads = 0;
  const seen = new Set<number>();
  const reader = async () => {
    const client = new Client({connectionString: database.gatewayUrl});
    await client.connect();
    try {
      while (reading) {
        const {rows} = await client.query<{network: number; edges: string}>(
          `SELECT c.network, count(e.id) AS edges FROM current_network c LEFT JOIN edge e ON e.network = c.network
            GROUP BY c.network`,
        );
        expect([rows[0].network, Number(rows[0].edges)]).toEqual([rows[0].network, edgesOf.get(rows[0].network)]);
        seen.add(rows[0].network);
        reads++;
      }
    } finally {
      await client.end();
    }
  };
  const readers = [reader(), reader()];
  for (const town of towns.slice(1)) expect((await write(town)).warnings).toEqual([]);
  reading = false;
  await Promise.all(readers);
  expect([...seen].sort()).toEqual([1, 2, 3, 4]);
  expect(reads).toBeGreaterThan(20);
});

test('a reader in a long transaction neither holds up a load nor loses the version that it reads', async () => {
  const [first, second, third] = await Promise.all([gridNetwork(3), gridNetwork(4), gridNetwork(5)]);
  await write(first);
  const reader = new Client({connectionString: database.adminUrl});
  await reader.connect();
  await reader.query('BEGIN');
  await reader.query('SELECT count(*) FROM node');
  await write(second);
  const {warnings} = await write(third);
  expect(warnings.join('\n')).toMatch(/Table node_1 could not be dropped/);
  const {rows} = await reader.query<{count: string}>('SELECT count(*) FROM node WHERE network = 1');
  expect(rows).toEqual([{count: '9'}]);
  await reader.query('COMMIT');
  await reader.end();
  expect(await versions()).toMatchObject({current: 3, listed: [2, 3]});

  await write(first);
  expect(await versions()).toEqual({current: 4, listed: [3, 4], tables: tablesOf(3, 4)});
});

test('of two loads at once the second waits, and says for whom', async () => {
  const [first, second] = await Promise.all([gridNetwork(20, 'first'), gridNetwork(3, 'second')]);
  const phases: string[] = [];
  let follower: Promise<unknown> | undefined;
  await write(first, {
    onProgress: () => {
      follower ??= write(second, {onProgress: (phase) => phases.push(phase)});
    },
  });
  expect(await follower).toMatchObject({id: 2});
  expect(phases[0]).toMatch(/^waiting for roadql load first \(server process \d+, since 2/);
  expect(await versions()).toEqual({current: 2, listed: [1, 2], tables: tablesOf(1, 2)});
});

test('a load that waits for another may be aborted', async () => {
  const [first, second] = await Promise.all([gridNetwork(20, 'first'), gridNetwork(3, 'second')]);
  const stop = new AbortController();
  let follower: Promise<unknown> | undefined;
  await write(first, {
    onProgress: () => {
      follower ??= write(second, {signal: stop.signal, onProgress: () => stop.abort(new Error('enough'))}).catch(
        (error: Error) => error.message,
      );
    },
  });
  expect(await follower).toBe('enough');
  expect(await versions()).toMatchObject({current: 1, listed: [1]});
});

test.each(['writing', 'indexing', 'verifying', 'attaching', 'comparing', 'swapping'])(
  'a load that is aborted while %s leaves nothing',
  async (phase) => {
    const [first, second] = await Promise.all([gridNetwork(3, 'first'), gridNetwork(20, 'second')]);
    await write(first);
    const stop = new AbortController();
    const onProgress = (at: string) => {
      if (at === phase) stop.abort(new Error('enough'));
    };
    await expect(write(second, {signal: stop.signal, onProgress})).rejects.toThrow('enough');
    expect(await versions()).toEqual({current: 1, listed: [1], tables: tablesOf(1)});
  },
);

test.each(['writing', 'indexing', 'swapping'])(
  'a load whose session dies while %s leaves the old network serving, and the next load cleans up',
  async (phase) => {
    const [first, second] = await Promise.all([gridNetwork(3, 'first'), gridNetwork(20, 'second')]);
    await write(first);
    let killing: Promise<unknown> | undefined;
    const onProgress = (at: string) => {
      if (at !== phase) return;
      killing ??= database.query(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
          WHERE application_name = 'roadql load second' AND datname = current_database()`,
      );
    };
    await expect(write(second, {onProgress})).rejects.toThrow();
    await killing;
    expect(await versions()).toMatchObject({current: 1, listed: [1]});
    await write(second);
    const {current, listed, tables} = await versions();
    expect(listed).toEqual([1, current]);
    expect(tables).toEqual(tablesOf(...listed));
  },
);

test.each(['writing', 'indexing', 'swapping'])(
  'a process that is killed while %s leaves the old network serving, and the next load cleans up',
  async (phase) => {
    const [first, second] = await Promise.all([gridNetwork(3, 'first'), gridNetwork(20, 'second')]);
    await write(first);
    const child = startSource('test/loader/sinks/load-probe.ts', [database.adminUrl, phase]);
    expect(await firstLine(child)).toBe(phase);
    child.kill('SIGKILL');
    await ending(child);
    expect(await versions()).toMatchObject({current: 1, listed: [1]});
    await write(second);
    const {current, listed, tables} = await versions();
    expect(listed).toEqual([1, current]);
    expect(tables).toEqual(tablesOf(...listed));
  },
);

test('labels that lead elsewhere than the arcs are refused, and what was written of them is gone', async () => {
  const [first, second] = await Promise.all([gridNetwork(3, 'first'), gridNetwork(8, 'second')]);
  await write(first);
  const hierarchies = second.hierarchies.map((hierarchy) => ({
    ...hierarchy,
    upCost: hierarchy.upCost.map((cost) => cost + 1),
  }));
  const refusal = await write({...second, hierarchies}).then(
    () => null,
    (error: Error) => error,
  );
  expect(refusal).toBeInstanceOf(VerificationFailed);
  expect(refusal?.message).toMatch(
    /^CAR FASTEST: from place \d+ to place \d+ labels lead at a cost of \d+, a plain search at \d+\.$/,
  );
  expect(await versions()).toEqual({current: 1, listed: [1], tables: tablesOf(1)});
});

test('a network that is not sound is refused, and what was written of it is gone', async () => {
  const [first, second] = await Promise.all([gridNetwork(3, 'first'), gridNetwork(4, 'second')]);
  await write(first);
  const target = second.edges.target.slice();
  target[5] = second.nodes.count;
  const unsound = {...second, edges: {...second.edges, target}};
  // a sound one's profile mask needs no such node, so only the verification can find it
  const refusal = await write(unsound).then(
    () => null,
    (error: Error) => error,
  );
  expect(refusal).toBeInstanceOf(VerificationFailed);
  expect(refusal?.message).toMatch(/edge_ends 1 instead of 0/);
  expect(await versions()).toEqual({current: 1, listed: [1], tables: tablesOf(1)});
});
