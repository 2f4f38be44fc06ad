import {createDatabase, type TestDatabase} from '../../stack/database.js';
import {type holdUps, holdUp, isGone, isHeldUp} from './held-up.js';
import {loaded, type Loaded} from './loaded.js';
import {roadql, startRoadql, type Running} from './roadql.js';
import {streetFile} from './street-file.js';

type Place = keyof typeof holdUps;

let database: TestDatabase;
let env: Record<string, string>;
/** What the first load has left. */
let before: Loaded;

beforeEach(async () => {
  database = await createDatabase();
  env = {DATABASE_ADMIN_URL: database.adminUrl};
  expect((await roadql(['load', streetFile('old', 3)], env)).code).toBe(0);
  before = await loaded(database);
});

afterEach(() => database.drop());

/** A load that stands still at a place, and what lets it go on. */
async function loadUpTo(place: Place): Promise<{load: Running; letGo: () => Promise<void>}> {
  const {letGo} = await holdUp(database, place);
  const load = startRoadql(['load', streetFile('new', 5)], env);
  await isHeldUp(database);
  return {load, letGo};
}

test.each([
  ['staging', 'SIGINT'],
  ['attaching', 'SIGINT'],
  ['staging', 'SIGTERM'],
] as const)(
  'a load that is %s when %s comes ends with 130 and leaves nothing; the old network serves',
  async (place, signal) => {
    const {load, letGo} = await loadUpTo(place);
    load.child.kill(signal);
    // what it has written it takes away, which needs the lock that is held
    if (place === 'attaching') await load.says(/attaching/);
    await letGo();
    const {code, stdout, stderr} = await load.ended;
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toMatch(/roadql: Interrupted\.\n$/);
    expect(await loaded(database)).toEqual(before);

    expect((await roadql(['load', streetFile('new', 5)], env)).stderr).not.toMatch(/had left/);
    expect((await loaded(database)).current).not.toBe(before.current);
  },
);

test('a load that is killed while staging leaves nothing; the old network serves', async () => {
  const {load, letGo} = await loadUpTo('staging');
  load.child.kill('SIGKILL');
  expect((await load.ended).code).toBe('SIGKILL');
  await isGone(database);
  await letGo();
  expect(await loaded(database)).toEqual(before);
});

test('what a load that is killed while attaching leaves, the next one takes away and tells', async () => {
  const {load, letGo} = await loadUpTo('attaching');
  load.child.kill('SIGKILL');
  await load.ended;
  await isGone(database);
  await letGo();
  expect(await loaded(database)).toEqual({...before, tablesOf: [1, 2]});

  const next = await roadql(['load', streetFile('new', 5)], env);
  expect(next.code).toBe(0);
  expect(next.stderr).toMatch(
    /^An earlier load had left node_2, edge_2, arc_2, turn_restriction_2, cell_2, shortcut_2, climb_2, label_2: removed\.$/m,
  );
  expect(await loaded(database)).toMatchObject({
    versions: [before.current, expect.stringMatching(/^3-/)],
    tablesOf: [1, 3],
  });
});

test('of two loads at once the second waits, says for whom, and then takes its turn', async () => {
  const {load: first, letGo} = await loadUpTo('staging');
  const second = startRoadql(['load', streetFile('newest', 7)], env);
  const [, holder] = await second.says(/waiting for roadql load (\w+) \(server process \d+, since 2\d{3}-/);
  expect(holder).toBe('new');
  await letGo();
  expect([(await first.ended).code, (await second.ended).code]).toEqual([0, 0]);
  const {current, versions} = await loaded(database);
  expect(versions).toHaveLength(2);
  expect(current).toMatch(/^3-/);
});

test('a load that waits for another may be interrupted', async () => {
  const {load: first, letGo} = await loadUpTo('staging');
  const second = startRoadql(['load', streetFile('newest', 7)], env);
  await second.says(/waiting for/);
  second.child.kill('SIGINT');
  expect((await second.ended).code).toBe(130);
  await letGo();
  expect((await first.ended).code).toBe(0);
  expect((await loaded(database)).current).toMatch(/^2-/);
});

test('the same file loaded twice at once is loaded once, and the second is told so', async () => {
  const {load: first, letGo} = await loadUpTo('staging');
  const second = startRoadql(['load', streetFile('new', 5)], env);
  await second.says(/waiting for/);
  await letGo();
  expect((await first.ended).code).toBe(0);
  const {code, stderr} = await second.ended;
  expect(stderr).toMatch(/is loaded already, as version 2-/);
  expect(code).toBe(3);
});
