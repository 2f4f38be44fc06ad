import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Client} from 'pg';
import {packageRoot} from '../../../src/package-root.js';
import {createDatabase} from '../../stack/database.js';
import {gridNetwork} from './grid-network.js';
import {insertNetwork} from './small-network.js';

let database: Awaited<ReturnType<typeof createDatabase>>;
let owner: Client;
let version: string;
const plans: string[] = [];

beforeAll(async () => {
  database = await createDatabase();
  owner = new Client({connectionString: database.adminUrl});
  await owner.connect();
  const network = gridNetwork(40);
  await insertNetwork(owner, network);
  version = await insertNetwork(owner, network);
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

const place = [[0], [0.5], [1], [0.5]];
const statements: [file: string, values: () => unknown[]][] = [
  ['network.sql', () => []],
  ['snap.sql', () => [[0], [-8.605], [41.14], [83_900], [111_000], [1000]]],
  ['nearest-nodes.sql', () => [[0], [-8.605], [41.14], [83_900], [111_000], [1], [null]]],
  ['edges.sql', () => [version, [0, 1]]],
  ['edges-within.sql', () => [version, [0], [-8.7], [41], [-8.5], [42]]],
  ['tile.sql', () => [version, [13], [3900], [3067], ['residential'], [12], 12, 4096, 64]],
  ['paths.sql', () => [version, 0, 2 ** 28, 1, ...place]],
  ['costs.sql', () => [version, 0, 2 ** 28, 1, [0], [0], [0.5], [0], [1], [0.5], false]],
  ['reach.sql', () => [version, 0, 1, 0, false, [0], [0], [0.5], [5000]]],
];

test.each(statements)(
  '%s uses the indexes that it names, inside pgRouting too, and reads its own network alone',
  async (file, values) => {
    const text = readFileSync(join(packageRoot, 'src/engines/pgrouting/sql', file), 'utf8');
    plans.length = 0;
    const {rows} = await owner.query<object>(text, values());
    expect(rows.length).toBeGreaterThan(0);
    const plan = plans.join('\n');
    expect(plan).toContain('Query Text');

    const parents = await parentIndexes();
    const scans = [...plan.matchAll(/(?:Index Scan|Index Only Scan|Bitmap Index Scan)(?: using| on)? (\w+)/g)];
    const used = new Set(scans.map(([, index]) => parents.get(index) ?? index));
    const uses = (/^-- uses (.*)$/m.exec(text)?.[1] ?? '').replace(/ \(.*?\)/g, '').split(', ');
    for (const either of uses.map((use) => use.split(' or '))) {
      expect([...used]).toEqual(expect.arrayContaining([expect.stringMatching(`^(${either.join('|')})$`)]));
    }

    expect(plan).not.toMatch(/Seq Scan on (node|edge|arc)/);
    const others = plan
      .split('\n')
      .filter((line) => /on (node|edge|arc)_1\b/.test(line) && !line.includes('never executed'));
    expect(others).toEqual([]);
  },
);

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
