import {join} from 'node:path';
import {packageRoot} from '../../../src/package-root.js';
import {createDatabase, type TestDatabase} from '../../stack/database.js';
import {loaded} from './loaded.js';
import {roadql} from './roadql.js';
import {streetFile} from './street-file.js';

const sample = join(packageRoot, 'data/sample.osm.pbf');
let database: TestDatabase;

beforeEach(async () => {
  database = await createDatabase({migrated: false});
});

afterEach(() => database.drop());

test('the first load makes the schema; the same file again is refused with 3, and --force loads it', async () => {
  const env = {DATABASE_ADMIN_URL: database.adminUrl};
  const first = await roadql(['load', sample], env);
  expect(first.stdout).toMatch(/Version (1-[0-9a-f]{8}) is served now\.\n$/);
  expect(first.code).toBe(0);
  const [, version] = /Version (\S+)/.exec(first.stdout)!;

  const second = await roadql(['load', sample], env);
  expect(second).toMatchObject({code: 3, stdout: ''});
  expect(second.stderr).toMatch(
    new RegExp(`sample\\.osm\\.pbf is loaded already, as version ${version}; --force loads`),
  );
  expect((await loaded(database)).versions).toEqual([version]);

  const forced = await roadql(['load', sample, '--force'], env);
  expect(forced.stdout).toMatch(new RegExp(`Version 2-\\S+ is served now \\(before: ${version}\\)`));
  expect(forced.code).toBe(0);
  expect(await loaded(database)).toMatchObject({current: version.replace('1-', '2-'), tablesOf: [1, 2]});
});

test('a load that may run again ends well: --if-needed where this file is served, --if-empty where any is', async () => {
  const env = {DATABASE_ADMIN_URL: database.adminUrl};
  const [one, two] = [streetFile('one', 3), streetFile('two', 4)];
  expect((await roadql(['load', one, '--if-empty'], env)).stdout).toMatch(/Version 1-\S+ is served now/);
  expect(await roadql(['load', one, '--if-needed'], env)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Version 1-\S+ is served already\.\n$/) as string,
    stderr: '',
  });
  expect((await roadql(['load', two, '--if-needed'], env)).stdout).toMatch(/Version 2-\S+ is served now/);

  // what an operator loaded stays, whatever file the first start was to load, and were it gone
  const {code, stdout} = await roadql(['load', `${one}.gone`, '--if-empty', '--json'], env);
  expect(JSON.parse(stdout)).toEqual({version: expect.stringMatching(/^2-/) as string, alreadyLoaded: true});
  expect(code).toBe(0);
  expect((await roadql(['load', one], env)).code).toBe(0);
  expect((await roadql(['load', one, '--force', '--if-needed'], env)).code).toBe(2);
});

test('--hierarchies says which weightings are made quick, --labels and --label-budget how labels are kept', async () => {
  const env = {DATABASE_ADMIN_URL: database.adminUrl};
  const street = streetFile('street', 4);
  const kept = async (...options: string[]) => {
    const {stdout, stderr} = await roadql(['load', street, '--force', ...options], env);
    const [network] = await database.query<{labels: string; weightings: string[]}>(
      'SELECT labels, weightings FROM network JOIN current_network ON current_network.network = network.id',
    );
    return {said: /^(Labels|No hier).*$/m.exec(stdout)?.[0] ?? stderr, ...network};
  };
  const weightings = ['CAR FASTEST', 'CAR SHORTEST', 'BICYCLE FASTEST', 'FOOT FASTEST'];
  expect(await kept('--labels', 'ids')).toEqual({said: 'Labels are ids of arcs.', labels: 'ids', weightings});
  expect(await kept('--label-budget', '0')).toMatchObject({labels: 'none', weightings});
  const some = {weightings: ['FOOT SHORTEST', 'CAR FASTEST']};
  expect(await kept('--hierarchies', 'FOOT:SHORTEST,CAR:FASTEST')).toMatchObject(some);
  const all = [...weightings, 'BICYCLE SHORTEST', 'FOOT SHORTEST'];
  expect((await kept('--hierarchies', 'all')).weightings.sort()).toEqual(all.sort());
  expect(await roadql(['load', street, '--hierarchies', 'CAR'], env)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('CAR is none of CAR:FASTEST, ') as string,
  });
  expect(await kept('--no-hierarchies')).toMatchObject({
    said: 'No hierarchies: every search reads all arcs.',
    weightings: [],
  });
  expect(await roadql(['load', street, '--label-budget', 'much'], env)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('whole number of mebibytes') as string,
  });
});

test('--json says the report as one object, and the progress as one a line', async () => {
  const {code, stdout, stderr} = await roadql([
    'load',
    sample,
    '--json',
    '--name',
    'x',
    '--database',
    database.adminUrl,
  ]);
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(1);
  const report = JSON.parse(stdout) as Record<string, unknown>;
  expect(report).toMatchObject({
    version: expect.stringMatching(/^1-/) as string,
    replaced: null,
    warnings: [],
    meta: {name: 'x', source: 'sample.osm.pbf', format: 'osm-pbf'},
    statistics: {nodes: expect.any(Number) as number, edges: expect.any(Number) as number},
    peakMemoryMiB: expect.any(Number) as number,
  });
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as {phase: string; done: number; total: number});
  const phases = [...new Set(lines.map(({phase}) => phase))];
  expect(phases).toEqual([
    'reading ways',
    'reading nodes',
    'reading roads',
    'graph',
    'hierarchies',
    'writing',
    'indexing',
    'verifying',
    'attaching',
    'comparing',
    'swapping',
  ]);
  // each phase is heard of to its end
  for (const phase of phases) {
    const last = lines.filter((line) => line.phase === phase).at(-1)!;
    expect([phase, last.done]).toEqual([phase, last.total]);
  }
});

test('inspect tells of a database without schema, without network, and what it serves', async () => {
  const env = {DATABASE_ADMIN_URL: database.adminUrl};
  expect(await roadql(['inspect'], env)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/no schema yet/) as string,
  });
  expect(await roadql(['inspect', '--json'], env)).toMatchObject({stdout: '{"migrated":false,"networks":[]}\n'});
  expect(await roadql(['migrate'], env)).toMatchObject({code: 0, stdout: 'Applied 0001-network, 0002-labels.\n'});
  expect(await roadql(['migrate'], env)).toMatchObject({code: 0, stdout: 'The schema is up to date.\n'});
  expect(await roadql(['inspect'], env)).toMatchObject({stdout: expect.stringMatching(/no network/) as string});

  await roadql(['load', streetFile('one', 5)], env);
  await roadql(['load', streetFile('two', 7)], env);
  // the read-only login may ask too
  const {code, stdout} = await roadql(['inspect'], {DATABASE_URL: database.gatewayUrl});
  expect(code).toBe(0);
  expect(stdout).toMatch(/│ 2-[0-9a-f]{8} │ now +│ two +│ two\.geojson │/);
  expect(stdout).toMatch(/│ 1-[0-9a-f]{8} │ before │ one +│ one\.geojson │/);
  const {networks} = JSON.parse((await roadql(['inspect', '--json'], env)).stdout) as {networks: unknown[]};
  expect(networks).toMatchObject([
    {version: expect.stringMatching(/^2-/) as string, current: true, edgeCount: 7, report: {statistics: {nodes: 8}}},
    {version: expect.stringMatching(/^1-/) as string, current: false, edgeCount: 5},
  ]);
});

test('a database that is away is a failure that names its address and no password', async () => {
  const away = 'postgres://someone:secret@127.0.0.1:1/roads';
  for (const args of [['load', sample], ['migrate'], ['inspect']]) {
    const {code, stdout, stderr} = await roadql([...args, '--database', away]);
    expect(stderr).toMatch(/someone@127\.0\.0\.1:1\/roads: .*ECONNREFUSED/);
    expect(stderr).not.toContain('secret');
    expect([code, stdout]).toEqual([1, '']);
  }
});

test('the port of a pooler is wrong usage, said before anything is read', async () => {
  const {code, stderr} = await roadql(['load', sample, '--database', database.pooledUrl]);
  expect(stderr).toMatch(/leads through a connection pooler/);
  expect(stderr).not.toMatch(/reading/);
  expect(code).toBe(2);
});

test('what the gateway alone needs is not asked of a load', async () => {
  const env = {ENGINE: 'pgrouting', DATABASE_ADMIN_URL: database.adminUrl};
  expect((await roadql(['load', streetFile('alone', 3)], env)).code).toBe(0);
  const bad = await roadql(['migrate'], {...env, QUERY_TIMEOUT_MS: 'soon'});
  expect(bad.stderr).toMatch(/QUERY_TIMEOUT_MS: "soon" is not a whole number/);
  expect(bad.code).toBe(2);
});

test('a server that refuses in the middle of a load fails it, and the old network serves on', async () => {
  const env = {DATABASE_ADMIN_URL: database.adminUrl};
  await roadql(['load', streetFile('old', 3)], env);
  const before = await loaded(database);
  // a server whose disk is full refuses like this
  await database.query(
    `CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS
       $$BEGIN RAISE SQLSTATE '53100' USING MESSAGE = 'could not extend file: No space left on device'; END$$`,
  );
  await database.query(
    `CREATE EVENT TRIGGER full_disk ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION refuse()`,
  );
  const {code, stdout, stderr} = await roadql(['load', sample], env);
  expect(stderr).toMatch(/roadql: .*No space left on device/);
  expect([code, stdout]).toEqual([1, '']);
  expect(await loaded(database)).toEqual(before);

  await database.query('DROP EVENT TRIGGER full_disk');
  expect((await roadql(['load', sample], env)).code).toBe(0);
});
