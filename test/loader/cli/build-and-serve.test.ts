import {existsSync, readdirSync, statSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {packageRoot} from '../../../src/package-root.js';
import type {LoadReport} from '../../../loader/report.js';
import {cacheFolder, roadql, startRoadql, type Running} from './roadql.js';
import {streetFile} from './street-file.js';

const sample = join(packageRoot, 'data/sample.osm.pbf');
const data = resolve(packageRoot, '../shared/data');

/** The address that a gateway says it listens at, once its network is there. */
async function addressOf(gateway: Running): Promise<string> {
  const [, url] = await gateway.says(/GraphiQL: (http:\/\/[^/\s]+)\/graphiql/);
  return url;
}

async function networkAt(url: string): Promise<{source: string; edgeCount: number; version: string}> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({query: '{network {source edgeCount version}}'}),
  });
  const {data} = (await response.json()) as {data: {network: {source: string; edgeCount: number; version: string}}};
  return data.network;
}

test('what was built is what is served, until a signal ends it in good order', async () => {
  const out = join(cacheFolder, 'sample.graph');
  const built = await roadql(['build', sample, '--out', out, '--json']);
  expect(built.code).toBe(0);
  const report = JSON.parse(built.stdout) as LoadReport & {file: string; bytes: number};
  expect(report).toMatchObject({file: out, bytes: statSync(out).size, meta: {source: 'sample.osm.pbf'}});

  const gateway = startRoadql(['serve', '--network', out, '--port', '0']);
  const url = await addressOf(gateway);
  expect(await networkAt(url)).toMatchObject({source: 'sample.osm.pbf', edgeCount: report.statistics.edges});
  gateway.child.kill('SIGTERM');
  expect((await gateway.ended).code).toBe(0);
});

test('a source file is built at its first serving and taken from the cache at the next', async () => {
  const streets = streetFile('served', 30);
  for (const pattern of [/reading lines: 30 features/, /served\.geojson: 31 nodes/]) {
    const gateway = startRoadql(['serve', '--network', streets, '--port', '0']);
    await gateway.says(pattern);
    expect(await networkAt(await addressOf(gateway))).toMatchObject({source: 'served.geojson', edgeCount: 30});
    gateway.child.kill('SIGINT');
    const {code, stderr} = await gateway.ended;
    expect(code).toBe(0);
    // only the first had anything to read
    expect(stderr.includes('reading lines')).toBe(pattern.source.startsWith('reading'));
  }
  expect(readdirSync(join(cacheFolder, 'roadql'))).toHaveLength(1);
});

test('a network that cannot be opened ends the gateway with the reason', async () => {
  const {code, stderr} = await roadql(['serve', '--network', '/nowhere/city.graph', '--port', '0']);
  expect(stderr).toMatch(/^roadql: \/nowhere\/city\.graph: does not exist$/m);
  expect(code).toBe(2);
});

test('the report of a build tells what there is, what was left out and why, and the time of each phase', async () => {
  const {code, stdout, stderr} = await roadql([
    'build',
    sample,
    '--out',
    join(cacheFolder, 'again.graph'),
    '--name',
    'My city',
  ]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/│ network +│ My city/);
  expect(stdout).toMatch(/│ nodes +│ [\d,]+ /);
  expect(stdout).toMatch(/│ road +│ [\d,]+ km/);
  expect(stdout).toMatch(/│ turn restrictions +│ \d+ /);
  for (const profile of ['CAR', 'BICYCLE', 'FOOT']) expect(stdout).toMatch(new RegExp(`│ ${profile} +│ +[\\d,]+ │`));
  expect(stdout).toMatch(/│ road that no profile may travel +│ +\d+ │ \d+, \d+ +│/);
  expect(stdout).toMatch(/│ all +│ +\d+\.\d\d │/);
  expect(stdout).toMatch(/Peak memory \d+ MiB\./);
  expect(stdout).toMatch(/again\.graph: [\d,]+ bytes\.\n$/);
  // no line is wider than a terminal
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  const phases = stderr
    .trim()
    .split('\n')
    .map((line) => line.replace(/:.*/, ''));
  expect(phases).toEqual([
    'reading ways',
    'reading nodes',
    'reading roads',
    'graph',
    'hierarchies',
    'writing the graph file',
  ]);
});

test('a source file and the graph file of it hold the same, but for the restrictions as they were read', async () => {
  const out = join(cacheFolder, 'same.graph');
  await roadql(['build', sample, '--out', out]);
  const [source, graph] = await Promise.all([sample, out].map((file) => roadql(['inspect', file, '--json'])));
  expect([source.code, graph.code, graph.stderr]).toEqual([0, 0, '']);
  const [inSource, inGraph] = [source, graph].map(({stdout}) => JSON.parse(stdout) as LoadReport);
  expect(inGraph.statistics).toEqual(inSource.statistics);
  expect(inGraph.meta).toEqual({...inSource.meta, builtAt: inGraph.meta.builtAt});
  expect(inSource.restrictions).toBeGreaterThan(0);
  expect(inGraph.restrictions).toBeNull();
});

test('Ctrl-C in the middle of a build leaves no file', async () => {
  const out = join(cacheFolder, 'interrupted.graph');
  const build = startRoadql(['build', streetFile('long', 40_000), '--out', out, '--json']);
  await build.says(/"phase":"reading lines"/);
  build.child.kill('SIGINT');
  const {code, stdout, stderr} = await build.ended;
  expect([code, stdout]).toEqual([130, '']);
  expect(stderr).toMatch(/roadql: Interrupted\.\n$/);
  expect(readdirSync(cacheFolder).filter((name) => name.startsWith('interrupted'))).toEqual([]);
});

(existsSync(data) ? test : test.skip)(
  existsSync(data) ? 'Helsinki is built and served' : `Helsinki is built and served (not tested: ${data} is absent)`,
  async () => {
    const out = join(cacheFolder, 'helsinki.graph');
    expect((await roadql(['build', join(data, 'helsinki.osm.pbf'), '--out', out])).code).toBe(0);
    const gateway = startRoadql(['serve', '--network', out, '--port', '0']);
    expect((await networkAt(await addressOf(gateway))).edgeCount).toBeGreaterThan(3_000);
    gateway.child.kill('SIGTERM');
    expect((await gateway.ended).code).toBe(0);
  },
);
