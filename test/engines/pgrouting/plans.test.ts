import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Client} from 'pg';
import {type LabelMode, labelModes} from '../../../loader/sinks/database/label-mode.js';
import {packageRoot} from '../../../src/package-root.js';
import {createDatabase} from '../../stack/database.js';
import {gridNetwork} from './grid-network.js';
import {insertHierarchies} from './small-hierarchies.js';
import {insertNetwork} from './small-network.js';

let database: Awaited<ReturnType<typeof createDatabase>>;
let owner: Client;
/** By how labels are kept. */
const versions = new Map<LabelMode, string>();
const plans: string[] = [];

beforeAll(async () => {
  database = await createDatabase();
  owner = new Client({connectionString: database.adminUrl});
  await owner.connect();
  const network = gridNetwork(40);
  for (const labels of ['packed', ...labelModes] as const) {
    const version = await insertNetwork(owner, network);
    await insertHierarchies(owner, version, network, labels, 100);
    versions.set(labels, version);
  }
  // the plans of what pgRouting runs inside are told as notices, together with the statement's own
  owner.on('notice', ({message}) => plans.push(message ?? ''));
  await owner.query("LOAD 'auto_explain'");
  for (const setting of [
    'auto_explain.log_min_duration = 0',
    'auto_explain.log_nested_statements = on',
    'auto_explain.log_analyze = on',
    "auto_explain.log_level = 'notice'",
    'enable_seqscan = off',
  ]) {
    await owner.query(`SET ${setting}`);
  }
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

const packed = () => versions.get('packed');
const pathsOf = (labels: LabelMode, weighting: string) => () => {
  const ends = [[0], [0.5], [1], [0.5]];
  return [versions.get(labels), 0, weighting, 2 ** 28, 1, ...ends];
};
const costsOf = (labels: LabelMode, weighting: string) => () => {
  const ends = [[0], [0], [0.5], [0], [1], [0.5]];
  return [versions.get(labels), 0, weighting, 2 ** 28, 1, ...ends, false];
};
const statements: [file: string, values: () => unknown[]][] = [
  ['network.sql', () => []],
  ['snap.sql', () => [[0], [-8.605], [41.14], [83_900], [111_000], [1000]]],
  ['nearest-nodes.sql', () => [[0], [-8.605], [41.14], [83_900], [111_000], [1], [null]]],
  ['edges.sql', () => [packed(), [0, 1]]],
  ['edges-within.sql', () => [packed(), [0], [-8.7], [41], [-8.5], [42]]],
  ['tile.sql', () => [packed(), [13], [3900], [3067], ['residential'], [12], 12, 4096, 64]],
  ['paths.sql', pathsOf('packed', 'CAR FASTEST')],
  ['costs.sql', costsOf('packed', 'CAR FASTEST')],
  ['reach.sql', () => [packed(), 0, 1, 0, false, [0], [0], [0.5], [5000]]],
];

test.each(statements)(
  '%s uses the indexes that it names, inside pgRouting too, and reads its own network alone',
  async (file, values) => {
    const {text, plan, used} = await run(file, values());
    const uses = (/^-- uses (.*)$/m.exec(text)?.[1] ?? '').replace(/ \(.*?\)/g, '').split(', ');
    expect(uses.length).toBeGreaterThan(0);
    for (const either of uses) expectUse(used, either);
    expectOneNetworkAlone(plan);
  },
);

const searches = [
  ['paths.sql', pathsOf],
  ['costs.sql', costsOf],
] as const;

describe.each(searches)('%s', (file, valuesOf) => {
  test.each([
    ['where labels are ids', 'label_pkey, climb_pkey', valuesOf('ids', 'CAR FASTEST')],
    ['where no labels are kept', 'climb_low_idx', valuesOf('none', 'CAR FASTEST')],
    ['without a hierarchy', 'arc_cell_idx or arc_tail_idx or arc_pkey', valuesOf('packed', 'CAR WHATEVER')],
  ])('%s uses %s, and reads its own network alone', async (_, uses, values) => {
    const {plan, used} = await run(file, values());
    for (const either of uses.split(', ')) expectUse(used, either);
    expectOneNetworkAlone(plan);
  });
});

/** Runs a statement. @returns its plans, and the parents' indexes that they use */
async function run(file: string, values: unknown[]): Promise<{text: string; plan: string; used: string[]}> {
  const text = readFileSync(join(packageRoot, 'src/engines/pgrouting/sql', file), 'utf8');
  plans.length = 0;
  const {rows} = await owner.query<object>(text, values);
  expect(rows.length).toBeGreaterThan(0);
  const plan = plans.join('\n');
  expect(plan).toContain('Query Text');
  const parents = await parentIndexes();
  const scans = [...plan.matchAll(/(?:Index Scan|Index Only Scan|Bitmap Index Scan)(?: using| on)? (\w+)/g)];
  return {text, plan, used: [...new Set(scans.map(([, index]) => parents.get(index) ?? index))]};
}

/** @param either such as `arc_pkey or arc_tail_idx` */
function expectUse(used: readonly string[], either: string): void {
  const names = either.split(' or ').join('|');
  expect(used).toEqual(expect.arrayContaining([expect.stringMatching(`^(${names})$`)]));
}

function expectOneNetworkAlone(plan: string): void {
  expect(plan).not.toMatch(/Seq Scan on (node|edge|arc|cell|shortcut|climb|label)/);
  const read = [...plan.matchAll(/on (?:node|edge|arc|cell|shortcut|climb|label)_(\d+)\b(?!.*never executed)/g)];
  expect(new Set(read.map(([, network]) => network)).size).toBeLessThanOrEqual(1);
}

/** The index of the parent table, by the name of its partition's. */
async function parentIndexes(): Promise<Map<string, string>> {
  const {rows} = await owner.query<{index: string; parent: string}>(
    `SELECT child.relname AS index, parent.relname AS parent
     FROM pg_inherits
     JOIN pg_class AS child ON child.oid = pg_inherits.inhrelid
     JOIN pg_class AS parent ON parent.oid = pg_inherits.inhparent
     WHERE child.relkind = 'i'`,
  );
  return new Map(rows.map(({index, parent}) => [index, parent]));
}
