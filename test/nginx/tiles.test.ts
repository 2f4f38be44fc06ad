import {setTimeout} from 'node:timers/promises';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {mercatorX, mercatorY} from '../../src/routing/tile-grid.js';
import {openSample, startGateway, type TestGateway} from '../http/gateway.js';
import {decodeTile} from '../specifications/decoded-tile.js';
import {type Nginx, startNginx} from './nginx.js';

let engine: RoutingEngine;
let gateway: TestGateway;
let nginx: Nginx;
/** Tiles that the engine drew. */
let drawn = 0;
/** By zoom: the path of the tile in the middle of the network. */
let pathAt: (zoom: number) => string;

beforeAll(async () => {
  const sample = await openSample();
  engine = {
    ...sample,
    tiles(asks, signal) {
      drawn += asks.length;
      return sample.tiles(asks, signal);
    },
  };
  gateway = await startGateway(engine, {TRUST_PROXY: 'true'});
  nginx = await startNginx({gateways: [gateway.url]});
  const [west, south, east, north] = (await engine.network(new AbortController().signal)).bbox;
  pathAt = (zoom) => {
    const at = (share: number) => Math.floor(share * 2 ** zoom);
    return `/tiles/${zoom}/${at(mercatorX((west + east) / 2))}/${at(mercatorY((south + north) / 2))}.mvt`;
  };
});
afterAll(async () => {
  await nginx.stop();
  await gateway.close();
  await engine.close();
});

async function ask(path: string, headers: Record<string, string> = {}, of = nginx) {
  const response = await fetch(of.url + path, {headers});
  const bytes = new Uint8Array(await response.arrayBuffer());
  return {status: response.status, cache: response.headers.get('x-cache'), headers: response.headers, bytes};
}

test('a tile is drawn once for all who ask Nginx for it', async () => {
  const before = drawn;
  const [first, second] = [await ask(pathAt(13)), await ask(pathAt(13))];
  expect([first, second].map(({status, cache}) => ({status, cache}))).toEqual([
    {status: 200, cache: 'MISS'},
    {status: 200, cache: 'HIT'},
  ]);
  expect(decodeTile(first.bytes).length).toBeGreaterThan(0);
  expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  expect(drawn).toBe(before + 1);
});

test('a tile that is no longer fresh is asked for again, and not drawn again while the network is the same', async () => {
  // fresh for a second, and not served stale
  const hasty = await startGateway(engine, {CACHE_REVALIDATE: '3'});
  const behind = await startNginx({gateways: [hasty.url]});
  try {
    const {bytes} = await ask(pathAt(15), {}, behind);
    const before = drawn;
    await setTimeout(2500);
    const again = await ask(pathAt(15), {}, behind);
    expect(again.cache).toBe('REVALIDATED');
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
    expect(drawn).toBe(before);
  } finally {
    await behind.stop();
    await hasty.close();
  }
});

test('a browser that has the tile is answered by Nginx alone', async () => {
  const {headers} = await ask(pathAt(14));
  const before = drawn;
  const again = await ask(pathAt(14), {'if-none-match': headers.get('etag')!});
  expect([again.status, again.bytes.length]).toEqual([304, 0]);
  expect(drawn).toBe(before);
});

test('that a tile is empty is kept too, and what is no tile is not', async () => {
  const answers = [];
  for (const path of ['/tiles/14/0/0.mvt', '/tiles/14/0/0.mvt', '/tiles/4/0/0.mvt', '/tiles/4/0/0.mvt']) {
    const {status, cache} = await ask(path);
    answers.push([status, cache]);
  }
  expect(answers).toEqual([
    [204, 'MISS'],
    [204, 'HIT'],
    [404, 'MISS'],
    [404, 'MISS'],
  ]);
});

test('TileJSON leads back to Nginx', async () => {
  const {bytes} = await ask('/tiles.json');
  const {tiles} = JSON.parse(Buffer.from(bytes).toString()) as {tiles: string[]};
  expect(tiles).toEqual([`${nginx.url}/tiles/{z}/{x}/{y}.mvt`]);
});
