import {openEmbeddedEngine} from '../../../src/engines/embedded/engine.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import type {PathAsk, RoutingEngine, Snap} from '../../../src/routing/engine.js';
import {RoutingError} from '../../../src/routing/errors.js';
import {networkOf, type Street} from '../../towns/street-source.js';

const never = new AbortController().signal;
/** Long enough that a search across it looks at the clock. */
const length = 5000;

let network: RoadNetwork;
beforeAll(async () => {
  // a road of many streets, each a little off the line, and a second beside it that nothing joins
  network = await networkOf([...rowOfStreets(0), ...rowOfStreets(0.1)]);
});

function rowOfStreets(offset: number): Street[] {
  return Array.from({length}, (_, i) => ({
    name: `${offset} ${i}`,
    nodes: [i, i + 1].map((node) => node + 10_000 * (offset === 0 ? 0 : 1)),
    positions: [i, i + 1].map((node) => [-30 + 0.0005 * node, 45 + offset + 0.0001 * (node % 2)] as const),
  }));
}

async function across(engine: RoutingEngine): Promise<PathAsk> {
  const ends = [
    [-30, 45],
    [-30 + 0.0005 * length, 45],
  ] as const;
  const [answer] = await engine.snap(
    [{profile: 'CAR', points: ends.map((position) => ({position, radiusMetres: 100}))}],
    never,
  );
  if (answer instanceof RoutingError) throw answer;
  const [from, to] = answer.points.map(({nearest}) => nearest!);
  return {version: answer.version, profile: 'CAR', objective: 'FASTEST', from, to};
}

test('a search that runs out of time is answered with a time-out, and its neighbours are answered', async () => {
  const ask = await across(openEmbeddedEngine(network));
  // every look at the clock takes 10 ms, and only a long search looks twice: one without a hierarchy
  let time = 0;
  const engine = openEmbeddedEngine({...network, hierarchies: []}, {queryTimeoutMs: 5, now: () => (time += 10)});
  const near: Snap = {...ask.from, fraction: 0.5};
  const answers = await engine.paths([ask, {...ask, to: near}, ask], never);
  expect(answers).toMatchObject([{code: 'TIMEOUT', milliseconds: 5}, {arcs: [{edge: near.edge}]}, {code: 'TIMEOUT'}]);
});

test('an aborted batch stops before its next ask', async () => {
  const engine = openEmbeddedEngine(network);
  const ask = await across(engine);
  const abort = new AbortController();
  const asked = engine.paths(
    Array.from({length: 1000}, () => ask),
    abort.signal,
  );
  setImmediate(() => abort.abort(new Error('hung up')));
  await expect(asked).rejects.toThrow('hung up');
});

test('a long batch lets the rest of the process have its turns', async () => {
  const engine = openEmbeddedEngine(network);
  const ask = await across(engine);
  let turns = 0;
  let running = true;
  const count = () => {
    turns++;
    if (running) setImmediate(count);
  };
  setImmediate(count);
  await engine.paths(
    Array.from({length: 2000}, () => ask),
    never,
  );
  running = false;
  expect(turns).toBeGreaterThan(2);
});

test('a long matrix lets others be answered before it ends, and is none the worse for it', async () => {
  const plain = {...network, hierarchies: []};
  const {version, from, to} = await across(openEmbeddedEngine(network));
  const ends = [0.2, 0.5, 0.8].map((fraction): Snap => ({...from, fraction}));
  const matrix = {
    version,
    profile: 'CAR',
    objective: 'SHORTEST',
    origins: ends,
    destinations: [from, to, ...ends],
  } as const;
  const other = {...matrix, origins: [to], destinations: [from]};
  const [alone, otherAlone] = await openEmbeddedEngine(plain).costs([matrix, other], never);

  // every look at the clock is a turn of its own
  let time = 0;
  const engine = openEmbeddedEngine(plain, {now: () => (time += 10)});
  const done: string[] = [];
  const answers = await Promise.all([
    engine.costs([matrix], never).finally(() => done.push('matrix')),
    engine.costs([other], never).finally(() => done.push('other')),
  ]);
  expect(done).toEqual(['other', 'matrix']);
  expect(answers).toEqual([[alone], [otherAlone]]);
});

test('an ask in another version is answered with an error, and so are edges', async () => {
  const engine = openEmbeddedEngine(network);
  const ask = {...(await across(engine)), version: 'older'};
  expect(await engine.paths([ask], never)).toMatchObject([{code: 'NETWORK_UNAVAILABLE'}]);
  await expect(engine.edges('older', [0], never)).rejects.toMatchObject({code: 'NETWORK_UNAVAILABLE'});
});

test('the version is that of the content, whenever it was built', async () => {
  const versionOf = async (meta: Partial<RoadNetwork['meta']>) =>
    (await openEmbeddedEngine({...network, meta: {...network.meta, ...meta}}).network(never)).version;
  const version = await versionOf({});
  expect(version).toMatch(/^[0-9a-f]{12}$/);
  expect(await versionOf({builtAt: '2025-01-01T00:00:00.000Z'})).toBe(version);
  expect(await versionOf({sha256: 'f'.repeat(64)})).not.toBe(version);
  expect(await versionOf({name: 'another'})).not.toBe(version);
});

test('edges come in the order asked, with their names and lines', async () => {
  const engine = openEmbeddedEngine(network);
  const {version} = await engine.network(never);
  const edges = await engine.edges(version, [3, 1, 3], never);
  expect(edges.map(({id}) => id)).toEqual([3, 1, 3]);
  expect(edges[0]).toMatchObject({name: '0 3', sourceId: '0 3', roadClass: 'residential'});
  expect([...edges[0].coordinates]).toHaveLength(4);
  await expect(engine.edges(version, [network.edges.count], never)).rejects.toThrow('no edge 10000');
});

test('edges within a box are those whose own boxes meet it, in the order of their ids', async () => {
  const engine = openEmbeddedEngine(network);
  const {version} = await engine.network(never);
  const [within] = await engine.edgesWithin(
    [{version, profile: 'CAR', bbox: [-30 + 0.00051, 44.9, -30 + 0.00149, 45.05]}],
    never,
  );
  expect(within).toEqual(Int32Array.of(1, 2));
});

test('a profile that the network was built without is bad input', async () => {
  const engine = openEmbeddedEngine({...network, graphs: network.graphs.filter(({profile}) => profile !== 'FOOT')});
  const points = [{position: [-30, 45] as const, radiusMetres: 10}];
  expect(await engine.snap([{profile: 'FOOT', points}], never)).toMatchObject([{code: 'BAD_USER_INPUT'}]);
});
