import {Bench} from '../../benchmarks/bench.js';
import {type LoadedDatabase, startLoadedDatabase} from '../../benchmarks/database.js';
import {notModified, persistedHot} from '../../benchmarks/persisted-questions.js';
import {route} from '../../benchmarks/routing-questions.js';
import {scenario} from '../../benchmarks/scenarios.js';
import type {BenchSize} from '../../benchmarks/size.js';
import {openNetwork, samplePath} from '../../loader/open-network.js';
import {findNginx} from '../nginx/find-nginx.js';
import {sourcePrograms as programs} from './source-programs.js';

/** Two clients for a twentieth of a second each. */
const tiny: BenchSize = {
  name: 'quick',
  rounds: 2,
  secondsEach: 0.05,
  warmUpSeconds: 0,
  pairs: 1,
  asked: {
    gateway: [route, notModified].map((question) => scenario(question, 2)),
    nginx: [persistedHot].map((question) => scenario(question, 2)),
  },
};

let database: LoadedDatabase | null;

beforeAll(async () => {
  findNginx();
  database = await startLoadedDatabase(programs, samplePath, (reason) => {
    throw new Error(reason);
  });
});
afterAll(() => database?.stop());

test('a run asks both engines, alone and behind Nginx, and the yardsticks; all are answered and accounted for', async () => {
  const network = await openNetwork(null, () => undefined, new AbortController().signal);
  const ground = {programs, network, networkFile: samplePath, database, nginx: true};
  const bench = new Bench(tiny, ground, () => undefined);
  await bench.run();

  expect(bench.measurements.map(({subject, scenario}) => `${subject}: ${scenario}`)).toEqual([
    'embedded: route-2',
    'embedded: not-modified-2',
    'embedded + nginx: persisted-hot-2',
    'static file: persisted-hot-2',
    'pgrouting: route-2',
    'pgrouting: not-modified-2',
    'pgrouting + nginx: persisted-hot-2',
    'whole table: route-2',
    'constant: route-2',
  ]);
  for (const row of bench.measurements) {
    expect(row).toMatchObject({failed: 0, firstFailure: null});
    expect(row.p99).toBeGreaterThanOrEqual(row.p50!);
    expect(row.rates).toHaveLength(tiny.rounds);
    expect(row.answered).toBeGreaterThanOrEqual(tiny.rounds * row.connections);
    expect(row.statementsPerUnit === null).toBe(!row.subject.startsWith('pgrouting'));
    expect(row.memoryMiB.nginx === null).toBe(!row.subject.includes('nginx') && row.subject !== 'static file');
    expect(row.memoryMiB.database === null).toBe(!/pgrouting|whole table/.test(row.subject));
  }
  const [alone, hot, atPgrouting] = bench.checks;
  expect(bench.checks).toHaveLength(3);
  expect(alone).toMatchObject({name: 'embedded: a 304 costs the gateway no search', passed: true});
  expect(hot.figures).toMatch(/requests\/s by 50 clients, 0 failed/);
  expect(atPgrouting).toMatchObject({name: 'pgrouting: a 304 costs the gateway no search', passed: true});
}, 120_000);
