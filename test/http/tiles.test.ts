import {get} from 'node:http';
import {openPgRoutingEngine} from '../../src/engines/pgrouting/engine.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import {writeToDatabase} from '../../loader/sinks/database.js';
import {loadingEngine} from '../../src/http/loading-engine.js';
import type {Bbox, RoutingEngine} from '../../src/routing/engine.js';
import {Overloaded, Timeout} from '../../src/routing/errors.js';
import {mercatorX, mercatorY} from '../../src/routing/tile-grid.js';
import {decodeTile} from '../specifications/decoded-tile.js';
import {createDatabase} from '../stack/database.js';
import {networkOf} from '../towns/street-source.js';
import {openSample, startGateway, type TestGateway} from './gateway.js';

const never = new AbortController().signal;
const failed = {errors: [{message: expect.any(String) as string, extensions: {code: expect.any(String) as string}}]};

let engine: RoutingEngine;
let gateway: TestGateway;
let bbox: Bbox;
/** Tiles that the engine was asked for. */
let drawn = 0;

beforeAll(async () => {
  const sample = await openSample();
  engine = {
    ...sample,
    tiles(asks, signal) {
      drawn += asks.length;
      return sample.tiles(asks, signal);
    },
  };
  gateway = await startGateway(engine);
  ({bbox} = await engine.network(never));
});
afterAll(async () => {
  await gateway.close();
  await engine.close();
});

/** The path of the tile in the middle of a box. */
function pathIn([west, south, east, north]: Bbox, zoom: number): string {
  const at = (share: number) => Math.floor(share * 2 ** zoom);
  return `/tiles/${zoom}/${at(mercatorX((west + east) / 2))}/${at(mercatorY((south + north) / 2))}.mvt`;
}

async function roadsOf(response: Response): Promise<Readonly<Record<string, unknown>>[]> {
  return decodeTile(new Uint8Array(await response.arrayBuffer())).map(({properties}) => properties);
}

test('a tile is a vector tile that may be kept for as long as the network is the same', async () => {
  const response = await fetch(gateway.url + pathIn(bbox, 14));
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/vnd.mapbox-vector-tile',
    'cache-control': expect.stringMatching(
      /^public, max-age=300, s-maxage=\d, stale-while-revalidate=\d, stale-if-error=86400$/,
    ) as string,
    etag: expect.stringMatching(/^W\/"[\w-]{43}"$/) as string,
    'access-control-allow-origin': '*',
  });
  expect((await roadsOf(response)).some(({name}) => typeof name === 'string')).toBe(true);
});

test('whoever has the tile is told so, and nothing is drawn', async () => {
  const url = gateway.url + pathIn(bbox, 14);
  const first = await fetch(url);
  const etag = first.headers.get('etag')!;
  const before = drawn;
  const again = await fetch(url, {headers: {'if-none-match': `"other", ${etag}`}});
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect(again.headers.get('etag')).toBe(etag);
  expect(again.headers.get('cache-control')).toBe(first.headers.get('cache-control'));
  expect(drawn).toBe(before);
  expect((await fetch(url, {headers: {'if-none-match': '"other"'}})).status).toBe(200);
});

test('each tile has an ETag of its own', async () => {
  const paths = [14, 15, 16].map((zoom) => pathIn(bbox, zoom));
  const etags = await Promise.all(
    paths.map(async (path) => (await fetch(gateway.url + path, {method: 'HEAD'})).headers.get('etag')),
  );
  expect(new Set(etags).size).toBe(3);
});

test('a tile away from the network is empty, may be kept, and is not asked of the engine', async () => {
  const before = drawn;
  const response = await fetch(`${gateway.url}/tiles/14/0/0.mvt`);
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect(response.headers.get('cache-control')).toContain('public');
  expect(response.headers.get('etag')).not.toBeNull();
  expect(drawn).toBe(before);
});

test('HEAD answers as GET does, without the tile', async () => {
  const url = gateway.url + pathIn(bbox, 14);
  const [head, whole] = [await fetch(url, {method: 'HEAD'}), await fetch(url)];
  expect(await head.text()).toBe('');
  for (const name of ['content-type', 'content-length', 'cache-control', 'etag']) {
    expect(head.headers.get(name)).toBe(whole.headers.get(name));
  }
});

test.each([
  ['/tiles/14/a/1.mvt', 400, 'BAD_USER_INPUT', 'x must be a whole number from 0 to 16383, not "a".'],
  ['/tiles/14/16384/1.mvt', 400, 'BAD_USER_INPUT', 'x must be a whole number from 0 to 16383, not "16384".'],
  ['/tiles/14/1/-1.mvt', 400, 'BAD_USER_INPUT', 'y must be a whole number from 0 to 16383, not "-1".'],
  ['/tiles/14/1/1.5.mvt', 400, 'BAD_USER_INPUT', 'y must be a whole number from 0 to 16383, not "1.5".'],
  ['/tiles/14/01/1.mvt', 400, 'BAD_USER_INPUT', 'x must be a whole number from 0 to 16383, not "01".'],
  ['/tiles/1e1/1/1.mvt', 400, 'BAD_USER_INPUT', 'z must be a whole number from 0 to 30, not "1e1".'],
  ['/tiles/31/1/1.mvt', 400, 'BAD_USER_INPUT', 'z must be a whole number from 0 to 30, not "31".'],
  ['/tiles/4/1/1.mvt', 404, 'NOT_FOUND', 'Tiles are made for zooms 5 to 16, not for 4.'],
  ['/tiles/17/1/1.mvt', 404, 'NOT_FOUND', 'Tiles are made for zooms 5 to 16, not for 17.'],
  ['/tiles/14/1/1.png', 404, 'NOT_FOUND', 'A tile is asked for as /tiles/{z}/{x}/{y}.mvt.'],
  ['/tiles/14/1/1', 404, 'NOT_FOUND', 'A tile is asked for as /tiles/{z}/{x}/{y}.mvt.'],
])('%s is refused in words, and the refusal is not kept', async (path, status, code, message) => {
  const response = await fetch(gateway.url + path);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({errors: [{message, extensions: {code}}]});
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-type')).toContain('application/json');
});

test.each([
  ['a network that is still being loaded', loadingEngine('embedded'), {status: 503, code: 'NETWORK_UNAVAILABLE'}],
  ['a full queue', failing(() => new Overloaded(1)), {status: 503, code: 'OVERLOADED'}],
  ['a drawing that takes too long', failing(() => new Timeout(1)), {status: 504, code: 'TIMEOUT'}],
  ['a fault', failing(() => new Error('secret')), {status: 500, code: 'INTERNAL_SERVER_ERROR'}],
])('%s is an error that is not kept', async (_what, broken, {status, code}) => {
  const own = await startGateway(broken, {LOG_LEVEL: 'silent'});
  try {
    const response = await fetch(own.url + pathIn(bbox, 14));
    expect({status: response.status, kept: response.headers.get('cache-control')}).toEqual({status, kept: 'no-store'});
    expect(response.headers.get('retry-after')).toBe(status === 503 ? '1' : null);
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject(failed);
    expect(body).toContain(code);
    expect(body).not.toContain('secret');
  } finally {
    await own.close();
  }
});

/** The sample's engine, but for its tiles. */
function failing(error: () => Error): RoutingEngine {
  return {
    ...loadingEngine('embedded'),
    network: (signal) => engine.network(signal),
    tiles: () => Promise.reject(error()),
  };
}

test('CACHE_MAX_AGE=0 keeps no tile, and CORS_ORIGINS says which pages may show them', async () => {
  const own = await startGateway(engine, {CACHE_MAX_AGE: '0', CORS_ORIGINS: 'https://maps.example'});
  const ask = (origin: string) => fetch(own.url + pathIn(bbox, 14), {headers: {origin}});
  try {
    const {headers} = await ask('https://maps.example');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('access-control-allow-origin')).toBe('https://maps.example');
    expect(headers.get('vary')?.toLowerCase()).toContain('origin');
    expect((await ask('https://other.example')).headers.get('access-control-allow-origin')).toBeNull();
  } finally {
    await own.close();
  }
});

test('the log says that a tile was drawn, and not where', async () => {
  const path = pathIn(bbox, 16);
  await fetch(gateway.url + path);
  const lines = gateway.logged.filter(({msg}) => msg === 'tile');
  expect(lines.at(-1)).toMatchObject({method: 'GET', status: 200, zoom: '16'});
  expect(JSON.stringify(gateway.logged)).not.toContain(path.split('/')[3]);
});

describe('/tiles.json', () => {
  interface Described {
    readonly tiles: readonly [string];
    readonly minzoom: number;
    readonly maxzoom: number;
    readonly bounds: Bbox;
    readonly vector_layers: readonly {readonly id: string; readonly fields: Readonly<Record<string, string>>}[];
  }
  const described = async (base: string) => (await (await fetch(`${base}/tiles.json`)).json()) as Described;

  test('describes the tiles, and leads to them', async () => {
    const {attribution, source} = await engine.network(never);
    const tileJson = await described(gateway.url);
    expect(tileJson).toMatchObject({tilejson: '3.0.0', name: source, attribution, bounds: bbox, scheme: 'xyz'});
    for (const zoom of [tileJson.minzoom, tileJson.maxzoom]) {
      const [, z, x, y] = /(\d+)\/(\d+)\/(\d+)/.exec(pathIn(bbox, zoom))!;
      const url = tileJson.tiles[0].replace('{z}', z).replace('{x}', x).replace('{y}', y);
      expect([200, 204]).toContain((await fetch(url)).status);
    }
  });

  test('names every property that a tile has', async () => {
    const {vector_layers: layers} = await described(gateway.url);
    const roads = await roadsOf(await fetch(gateway.url + pathIn(bbox, 13)));
    const names = new Set(roads.flatMap((properties) => Object.keys(properties)));
    expect(names.size).toBeGreaterThan(5);
    expect(layers.map(({id}) => id)).toEqual(['edges']);
    expect(Object.keys(layers[0].fields)).toEqual(expect.arrayContaining([...names]));
  });

  test('names the server as the client does, and as a proxy says only where proxies are trusted', async () => {
    const trusting = await startGateway(engine, {TRUST_PROXY: 'true'});
    const forwarded = {
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'maps.example',
    };
    try {
      const addresses = await Promise.all(
        [gateway, trusting].map(async ({url}) => {
          const response = await fetch(`${url}/tiles.json`, {headers: forwarded});
          return ((await response.json()) as Described).tiles[0];
        }),
      );
      expect(addresses).toEqual([`${gateway.url}/tiles/{z}/{x}/{y}.mvt`, 'https://maps.example/tiles/{z}/{x}/{y}.mvt']);
    } finally {
      await trusting.close();
    }
  });

  test('is not kept by those who may be asked under another name', async () => {
    const response = await fetch(`${gateway.url}/tiles.json`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });
});

test('a client that hangs up leaves no error in the log', async () => {
  let begun: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const slow: RoutingEngine = {
    ...engine,
    tiles: (_asks, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        begun();
      }),
  };
  const own = await startGateway(slow);
  const request = get(own.url + pathIn(bbox, 14)).on('error', () => undefined);
  await hasBegun;
  request.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await own.close();
  expect(own.logged.filter(({level}) => Number(level) >= 50)).toEqual([]);
});

test('while networks are swapped in the database, every tile has the ETag of the network that it shows', async () => {
  const database = await createDatabase();
  const load = async (name: string) => {
    const positions = [[-30, 45] as const, [-29.999, 45.001] as const];
    const network = await networkOf([{name, nodes: [1, 2], positions}]);
    await writeToDatabase(network, {
      adminUrl: database.adminUrl,
      statistics: networkStatistics(network),
      force: true,
    });
    return network.meta.bbox;
  };
  const town = await load('first');
  const searching = openPgRoutingEngine({
    databaseUrl: database.gatewayUrl,
    batchMax: 64,
    queueMax: 1000,
    queryTimeoutMs: 20_000,
    edgeStoreBytes: 1e6,
  });
  const own = await startGateway(searching);
  const shown = new Map<string, Set<unknown>>();
  const look = async () => {
    const response = await fetch(own.url + pathIn(town, 14));
    expect(response.status).toBe(200);
    const [{name}] = await roadsOf(response);
    const etag = response.headers.get('etag')!;
    shown.set(etag, (shown.get(etag) ?? new Set()).add(name));
    return name;
  };
  try {
    expect(await look()).toBe('first');
    let isLoading = true;
    const loads = (async () => {
      // the third load drops the tables of the first
      for (const name of ['second', 'third', 'fourth']) await load(name);
      isLoading = false;
    })();
    while (isLoading) await look();
    await loads;
    const deadline = Date.now() + 10_000;
    while ((await look()) !== 'fourth' && Date.now() < deadline);
    expect(await look()).toBe('fourth');
    expect([...shown.values()].map(({size}) => size)).toEqual([...shown.values()].map(() => 1));
    expect(shown.size).toBeGreaterThan(1);
  } finally {
    await own.close();
    await searching.close();
    await database.drop();
  }
});
