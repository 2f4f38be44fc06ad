import fc from 'fast-check';
import {rmSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import type {EmbeddedEngineOptions} from '../../src/engines/embedded/engine.js';
import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import type {SearchSpaces} from '../../src/engines/embedded/search-space.js';
import {findPackedWays, packPathAsks, unpackWays} from '../../src/engines/embedded/threads/path-message.js';
import {readGraphFile, writeGraphFile} from '../../src/graph/graph-file.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import type {Answers, Path, PathAsk, Position, Reach, RoutingEngine, SnapAsk} from '../../src/routing/engine.js';
import {RoutingError, Timeout} from '../../src/routing/errors.js';
import {compileTo} from '../stack/compiled.js';
import {randomPosition, randomStreets} from '../towns/random-town.js';
import {networkOf} from '../towns/street-source.js';
import {asked, folderToCompileTo, serveCompiled} from './compiled-gateway.js';

const compiled = folderToCompileTo();
const file = join(compiled, 'town.graph');
beforeAll(() => compileTo(compiled), 120_000);
afterAll(() => rmSync(compiled, {recursive: true, force: true}));

const never = new AbortController().signal;

/** Opens an engine of the compiled sources, whose thread is there to be started. */
async function openWithThread(network: RoadNetwork, options: EmbeddedEngineOptions): Promise<RoutingEngine> {
  type Engines = typeof import('../../src/engines/embedded/engine.js');
  const {openEmbeddedEngine} = (await import(join(compiled, 'src/engines/embedded/engine.js'))) as Engines;
  return openEmbeddedEngine(network, {searchThreads: 1, ...options});
}

/** The network in a mapped file: memory that is written to here stays what it was for the thread. */
async function mapped(network: RoadNetwork): Promise<RoadNetwork> {
  await writeGraphFile(network, file);
  return readGraphFile(file);
}

const onFailed = (error: unknown) => {
  throw error;
};
const onThreadsFailed = onFailed;

const radiusMetres = 2000;
const snapsOf = (positions: readonly Position[]): SnapAsk[] =>
  (['CAR', 'FOOT'] as const).map((profile) => ({
    profile,
    points: positions.map((position) => ({position, radiusMetres})),
  }));

async function pathAsks(engine: RoutingEngine, snaps: readonly SnapAsk[]): Promise<PathAsk[]> {
  const answers = await engine.snap(snaps, never);
  return answers.flatMap((answer, place) => {
    if (answer instanceof RoutingError) throw answer;
    const {profile} = snaps[place];
    const ends = answer.points.flatMap(({nearest}) => nearest ?? []);
    return ends.flatMap((from) =>
      ends.flatMap((to) =>
        (profile === 'CAR' ? (['FASTEST', 'SHORTEST'] as const) : (['FASTEST'] as const)).map((objective) => ({
          ...{version: answer.version, profile, objective, from, to},
        })),
      ),
    );
  });
}

const plain = (paths: Answers<Path>) =>
  paths.map((path) =>
    'code' in path ? path.code : {cost: path.cost, edges: path.edges, forward: path.forward, arcs: path.arcs},
  );

/** In no given order otherwise. */
const plainReach = (reaches: Answers<Reach>) =>
  reaches.map((reach) => {
    if (reach instanceof RoutingError) throw reach;
    const {edge, rising, entryFraction, entryCost, edgeCost} = reach;
    return Array.from(edge, (id, i) => [id, rising[i], entryFraction[i], entryCost[i], edgeCost[i]].join()).sort();
  });

/**
 * Takes the places of roads from the engine, and waits until it answers right all the same: from its thread, which has
 * its own, and until it is open leaves the engine to itself.
 */
async function threadOf(engine: RoutingEngine, network: RoadNetwork, positions: readonly Position[]): Promise<void> {
  const snapped = async () => JSON.stringify(await engine.snap(snapsOf(positions), never));
  const right = await snapped();
  network.edges.coordinates.fill(0);
  for (const end = performance.now() + 30_000; performance.now() < end; await pause(5)) {
    if ((await snapped()) === right) return;
  }
  throw new Error('No thread answered within 30 s.');
}

/** Takes from the engine what it searches itself. */
function breakSearches({hierarchies, graphs}: RoadNetwork): void {
  for (const {upCost, downCost} of hierarchies) [upCost, downCost].forEach((costs) => costs.fill(1e12));
  for (const {head} of graphs) head.fill(0);
}

test('a thread finds the snaps and the paths that the engine finds itself', async () => {
  const towns = fc.tuple(randomStreets, fc.array(randomPosition, {minLength: 16, maxLength: 20}));
  await fc.assert(
    fc.asyncProperty(towns, async ([streets, positions]) => {
      const network = await networkOf(streets);
      const here = openEmbeddedEngine(network);
      const searched: string[] = [];
      const opened = await mapped(network);
      const engine = await openWithThread(opened, {
        onSearched: (...what) => searched.push(what.join()),
        onThreadsFailed,
      });
      const asks = snapsOf(positions);
      const snaps = await here.snap(asks, never);
      const paths = await pathAsks(here, asks);
      await threadOf(engine, opened, positions);
      expect(await engine.snap(asks, never)).toEqual(snaps);
      breakSearches(opened);
      searched.length = 0;
      expect(plain(await engine.paths(paths, never))).toEqual(plain(await here.paths(paths, never)));
      expect(searched).toEqual(paths.map(() => 'paths,hierarchy'));
      await engine.close();
    }),
    {numRuns: 15},
  );
});

test('a thread does the long searches of the engine', async () => {
  const length = 5000;
  const network = await networkOf(
    Array.from({length}, (_, i) => ({
      name: `${i}`,
      nodes: [i, i + 1],
      positions: [i, i + 1].map((node) => [-30 + 0.0005 * node, 45 + 0.0001 * (node % 2)] as const),
    })),
  );
  const here = openEmbeddedEngine(network);
  const opened = await mapped(network);
  const searched: string[] = [];
  const engine = await openWithThread(opened, {onSearched: (...what) => searched.push(what.join()), onThreadsFailed});
  const along = Array.from({length: 50}, (_, i): Position => [-30 + 0.0005 * (99 * i), 45]);
  const [answer] = await here.snap([snapsOf(along)[0]], never);
  if (answer instanceof RoutingError) throw answer;
  const ends = answer.points.flatMap(({nearest}) => nearest ?? []);
  const ask = {version: answer.version, profile: 'CAR'} as const;
  const matrix = {...ask, objective: 'SHORTEST', origins: ends, destinations: ends} as const;
  const wide = {...ask, origins: ends.slice(0, 1), direction: 'DEPART', measure: 'metres', budget: 1e6} as const;
  const narrow = {...wide, budget: 100};

  // the first tells the engine how wide the others are
  expect(plainReach(await engine.reach([wide], never))).toEqual(plainReach(await here.reach([wide], never)));
  await threadOf(engine, opened, along);
  breakSearches(opened);
  const asks = [wide, narrow, {...wide, direction: 'ARRIVE'}] as const;
  const [onwards, , against] = plainReach(await here.reach(asks, never));
  const found = plainReach(await engine.reach(asks, never));
  expect([found[0], found[2]]).toEqual([onwards, against]);
  // which the engine did itself, without its own roads by now
  expect(found[1].length).toBeLessThan(20);
  searched.length = 0;
  expect(await engine.costs([matrix], never)).toEqual(await here.costs([matrix], never));
  expect(searched).toEqual(['costs,hierarchy']);
  await engine.close();
});

/** A town of two streets that nothing joins. */
const twoStreets = () =>
  networkOf(
    [0, 0.01].map((offset) => ({
      name: `${offset}`,
      nodes: [1, 2].map((node) => node + 1000 * offset),
      positions: [0, 0.001].map((along) => [-30 + along, 45 + offset] as const),
    })),
  );

test('what is no longer wanted is refused, and few or nobody waiting are answered by the engine itself', async () => {
  let othersWait = true;
  const network = await mapped(await twoStreets());
  const engine = await openWithThread(network, {othersWait: () => othersWait, onThreadsFailed});
  const positions = Array.from({length: 16}, (_, i): Position => [-30 + i * 1e-5, 45 + (i % 2) * 0.01]);
  const snapped = async (asks: SnapAsk[]) => JSON.stringify(await engine.snap(asks, never));
  const good = await snapped(snapsOf(positions));
  await threadOf(engine, network, positions);

  const [first] = snapsOf(positions.slice(0, 1));
  expect(good).not.toContain((await snapped([first])).slice(1, -2));
  othersWait = false;
  expect(await snapped(snapsOf(positions))).not.toBe(good);
  othersWait = true;
  const abort = new AbortController();
  const asked = engine.snap(snapsOf(positions), abort.signal);
  abort.abort(new Error('hung up'));
  await expect(asked).rejects.toThrow('hung up');
  await engine.close();
});

test.each([
  ['is another network by now', (network: RoadNetwork) => writeGraphFile(network, file)],
  ['is gone', () => rm(file)],
])('where the file %s, the engine says so once and answers by itself', async (_, change) => {
  const network = await twoStreets();
  const opened = await mapped(network);
  await change({...network, meta: {...network.meta, name: 'another'}});
  const failures: unknown[] = [];
  let engine!: RoutingEngine;
  await new Promise<void>((resolve) => {
    const onThreadsFailed = (error: unknown) => {
      failures.push(error);
      resolve();
    };
    void openWithThread(opened, {onThreadsFailed}).then((made) => (engine = made));
  });
  const asks = snapsOf(Array.from({length: 16}, () => [-30, 45] as const));
  expect(await engine.snap(asks, never)).toEqual(await openEmbeddedEngine(network).snap(asks, never));
  await engine.close();
  expect(failures).toEqual([expect.objectContaining({message: expect.stringContaining(file) as string})]);
});

test('a long search that waits for a thread for too long is refused', async () => {
  type Threads = typeof import('../../src/engines/embedded/threads/search-threads.js');
  const {SearchThreads} = (await import(join(compiled, 'src/engines/embedded/threads/search-threads.js'))) as Threads;
  const {version} = await openEmbeddedEngine(await mapped(await twoStreets())).network(never);
  const limits = {timeoutMs: 5000, longestWaitMs: -1};
  const threads = SearchThreads.open({file, version, ...limits, count: 1, othersWait: () => true, onFailed});
  const ask = {version, profile: 'CAR', objective: 'FASTEST', origins: [], destinations: []} as const;
  let answer = null;
  // as long as it is not open it takes nothing
  for (; answer === null; await pause(5)) answer = await threads!.costs(ask);
  expect(answer).toMatchObject({code: 'OVERLOADED'});
  await threads!.close();
});

test('a path that takes too long on a thread is a time-out', () => {
  const never = {
    way() {
      throw new Timeout(5);
    },
  };
  const spaces = {of: () => ({searchesFor: () => never})} as unknown as SearchSpaces;
  const end = {edge: 0, fraction: 0, location: [0, 0], distanceMetres: 0, component: 0} as const;
  const ask = {version: '', profile: 'CAR', objective: 'FASTEST', from: end, to: end} as const;
  const [answer] = unpackWays(findPackedWays(spaces, packPathAsks([ask]), 5), 5);
  expect(answer).toMatchObject({code: 'TIMEOUT', milliseconds: 5});
});

test('many requests of many routes are answered the same with and without threads', async () => {
  const gateways = await Promise.all(['0', '2'].map((count) => serveCompiled(compiled, {SEARCH_THREADS: count})));
  try {
    const queries = Array.from({length: 60}, (_, request) => {
      const routes = Array.from({length: 20}, (_, alias) => {
        const [lon, lat] = [request, alias].map((number, axis) => [-30, 45][axis] + 1e-4 * ((7 * number) % 50));
        return `r${alias}: route(waypoints: [{lon: ${lon}, lat: ${lat}}, {lon: -30, lat: 45}]) {
          routes { distance duration polyline legs { annotations { edgeIds duration } } }
        }`;
      });
      return `{ ${routes.join('\n')} }`;
    });
    const [here, beside] = await Promise.all(
      gateways.map(({url}) => Promise.all(queries.map((query) => asked(url, query)))),
    );
    expect(here[0]).toMatchObject({data: {r0: {routes: [{}]}, r19: {routes: [{}]}}});
    expect(beside).toEqual(here);
  } finally {
    expect(await Promise.all(gateways.map(({stop}) => stop()))).toEqual([0, 0]);
  }
});
