import fc from 'fast-check';
import {openNetwork} from '../../loader/open-network.js';
import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {roadClasses} from '../../src/profiles/road-class.js';
import type {Position, RoutingEngine} from '../../src/routing/engine.js';
import {RoutingError} from '../../src/routing/errors.js';
import {mercatorX, mercatorY, TILE_BUFFER, TILE_EXTENT, type TileAddress} from '../../src/routing/tile-grid.js';
import {FIRST_EDGE_ZOOM, firstZoomOfClass, TILE_ZOOMS} from '../../src/routing/tile-rule.js';
import {engines} from '../towns/engines.js';
import {map} from '../towns/map.js';
import {pgRoutingUnderTest} from '../towns/pgrouting-under-test.js';
import {randomPosition, randomStreets} from '../towns/random-town.js';
import {networkOf} from '../towns/street-source.js';
import {Town} from '../towns/town.js';
import {decodeTile, type DecodedFeature, distanceTo, exactLine, type Point, pointsAlong} from './decoded-tile.js';

const never = new AbortController().signal;
const zooms = Array.from({length: TILE_ZOOMS.last - TILE_ZOOMS.first + 1}, (_, i) => TILE_ZOOMS.first + i);

function tileAt(zoom: number, [lon, lat]: Position): TileAddress {
  const at = (share: number) => Math.floor(share * 2 ** zoom);
  return {zoom, x: at(mercatorX(lon)), y: at(mercatorY(lat))};
}

async function tileOf(engine: RoutingEngine, tile: TileAddress): Promise<DecodedFeature[]> {
  const {version} = await engine.network(never);
  const [bytes] = await engine.tiles([{version, ...tile}], never);
  if (bytes instanceof RoutingError) throw bytes;
  return decodeTile(bytes);
}

/** Whether a point lies within a tile's buffer, or within `more` units of it. */
function isWithin([x, y]: Point, more: number): boolean {
  const [low, high] = [-TILE_BUFFER - more, TILE_EXTENT + TILE_BUFFER + more];
  return x >= low && y >= low && x <= high && y <= high;
}

function byId(features: readonly DecodedFeature[]): Map<number | undefined, DecodedFeature> {
  return new Map(features.map((feature) => [feature.id, feature]));
}

describe.each(engines)('in drawn towns the $name engine', (under) => {
  test('draws every street once in the tile that covers the town, with what is known of it', async () => {
    const town = await Town.load(
      under,
      map`
      a --> b --- c
      |     |     |
      d --- e --> f
    `,
      {
        tags: {
          ab: {highway: 'primary', ref: 'N 1', maxspeed: '50', bridge: 'yes', toll: 'yes'},
          be: {highway: 'footway', tunnel: 'yes', surface: 'gravel'},
          ef: {junction: 'roundabout'},
        },
      },
    );
    const {strings, name, count} = town.network.edges;
    const features = await tileOf(town.engine, tileAt(13, [town.at('be').lon, town.at('be').lat]));
    expect(features.map(({id}) => strings.get(name[id!]))).toEqual(
      Array.from({length: count}, (_, edge) => strings.get(name[edge])),
    );
    const properties = Object.fromEntries(features.map(({properties: own}) => [String(own.name), own]));
    const all = {car: true, bicycle: true, foot: true};
    expect(properties.ab).toEqual({
      class: 'primary',
      name: 'ab',
      ref: 'N 1',
      speed: 50,
      ...all,
      toll: true,
      bridge: true,
    });
    expect(properties.be).toEqual({class: 'footway', name: 'be', foot: true, tunnel: true, unpaved: true});
    expect(properties.ef).toEqual({class: 'residential', name: 'ef', speed: 30, ...all, roundabout: true});
    await town.engine.close();
  });

  test('draws nothing where no street is, however near', async () => {
    const town = await Town.load(under, map`a --- b`);
    const {x, y, zoom} = tileAt(16, [town.at('ab').lon, town.at('ab').lat]);
    const beside = [-2, 2].flatMap((step) => [
      {zoom, x: x + step, y},
      {zoom, x, y: y + step},
    ]);
    for (const tile of [...beside, {zoom: 5, x: 0, y: 0}, {zoom: 16, x: 2 ** 16 - 1, y: 2 ** 16 - 1}]) {
      expect(await tileOf(town.engine, tile)).toEqual([]);
    }
    await town.engine.close();
  });

  test('shows a class of roads from its zoom on', async () => {
    const town = await Town.load(
      under,
      map`
      a --- b --- c --- d --- e
    `,
      {
        tags: {
          ab: {highway: 'motorway', ref: 'A 1'},
          bc: {highway: 'secondary'},
          cd: {highway: 'residential'},
          de: {highway: 'steps'},
        },
      },
    );
    const middle = town.at('cd');
    const shown = new Map<string, number>();
    for (const zoom of zooms) {
      for (const {properties} of await tileOf(town.engine, tileAt(zoom, [middle.lon, middle.lat]))) {
        const name = String(properties.class);
        if (!shown.has(name)) shown.set(name, zoom);
      }
    }
    // 100 m of a motorway at sea may be less than a unit
    const {motorway, ...others} = Object.fromEntries(shown);
    expect(motorway).toBeLessThan(9);
    expect(others).toEqual({secondary: 10, residential: 12, steps: 13});
    await town.engine.close();
  });

  test('refuses a tile of a network that is not loaded, and answers the others', async () => {
    const town = await Town.load(under, map`a --- b`);
    const {version} = await town.engine.network(never);
    const tile = tileAt(14, [town.at('ab').lon, town.at('ab').lat]);
    const [gone, here] = await town.engine.tiles(
      [
        {version: 'gone', ...tile},
        {version, ...tile},
      ],
      never,
    );
    expect(gone).toMatchObject({code: 'NETWORK_UNAVAILABLE'});
    expect(decodeTile(here as Uint8Array)).toHaveLength(1);
    await town.engine.close();
  });
});

describe.each(engines)('in random towns the $name engine', (under) => {
  test('draws each edge of a tile where it lies, to the unit, and all of it', async () => {
    const query = fc.record({
      streets: randomStreets,
      places: fc.array(fc.tuple(randomPosition, fc.integer({min: FIRST_EDGE_ZOOM, max: TILE_ZOOMS.last})), {
        minLength: 1,
        maxLength: 4,
      }),
    });
    await fc.assert(
      fc.asyncProperty(query, async ({streets, places}) => {
        const network = await networkOf(streets);
        const engine = await under.open(network);
        try {
          for (const [position, zoom] of places) {
            const tile = tileAt(zoom, position);
            expectDrawn(network, tile, await tileOf(engine, tile));
          }
        } finally {
          await engine.close();
        }
      }),
      {numRuns: Math.ceil(100 * under.share)},
    );
  });
});

function expectDrawn(network: RoadNetwork, tile: TileAddress, features: readonly DecodedFeature[]): void {
  const drawn = byId(features);
  expect(drawn.size).toBe(features.length);
  for (let edge = 0; edge < network.edges.count; edge++) {
    const exact = exactLine(network, edge, tile);
    const lines = drawn.get(edge)?.lines ?? [];
    const isShown = firstZoomOfClass[network.edges.roadClass[edge]] <= tile.zoom;
    const inside = pointsAlong(exact).filter((point) => isShown && isWithin(point, -1));
    // what is smaller than a unit may shrink to nothing
    const isLong = inside.some(([x, y]) => Math.hypot(x - inside[0][0], y - inside[0][1]) > 2);
    const missed = isLong ? inside.filter((point) => distanceTo(lines, point) > 1) : [];
    const astray = lines.flatMap(pointsAlong).filter((point) => !isWithin(point, 0) || distanceTo([exact], point) > 1);
    expect({edge, missed, astray}).toEqual({edge, missed: [], astray: []});
  }
}

describe('of the sample city', () => {
  let embedded: RoutingEngine;
  let pgrouting: RoutingEngine;
  let network: RoadNetwork;
  beforeAll(async () => {
    network = await openNetwork(null, () => undefined, never);
    embedded = openEmbeddedEngine(network);
    pgrouting = await pgRoutingUnderTest.open(network);
  });
  afterAll(async () => {
    await Promise.all([embedded.close(), pgrouting.close()]);
  });

  test.each(zooms)('both engines draw the same tiles at zoom %d', async (zoom) => {
    const [west, south, east, north] = network.meta.bbox;
    const [first, last] = [tileAt(zoom, [west, north]), tileAt(zoom, [east, south])];
    const step = Math.ceil((last.x - first.x + 1) / 6);
    let count = 0;
    for (let x = first.x; x <= last.x; x += step) {
      for (let y = first.y; y <= last.y; y += step) {
        const tile = {zoom, x, y};
        const [one, other] = [await tileOf(embedded, tile), await tileOf(pgrouting, tile)];
        expectSame(one, other);
        count += one.length;
      }
    }
    expect(count).toBeGreaterThan(0);
  });

  test('a tile of many roads holds the edges of the network and nothing besides', async () => {
    const [west, south, east, north] = network.meta.bbox;
    const tile = tileAt(13, [(west + east) / 2, (south + north) / 2]);
    const features = await tileOf(embedded, tile);
    expect(features.length).toBeGreaterThan(100);
    expectDrawn(network, tile, features);
    for (const {id, properties} of features) {
      expect(properties.class).toBe(roadClasses[network.edges.roadClass[id!]]);
    }
  });
});

function expectSame(some: readonly DecodedFeature[], others: readonly DecodedFeature[]): void {
  const key = ({id, properties}: DecodedFeature) => id ?? `${String(properties.class)} ${String(properties.ref)}`;
  const [byKey, otherByKey] = [some, others].map((features) => new Map(features.map((own) => [key(own), own])));
  for (const name of new Set([...byKey.keys(), ...otherByKey.keys()])) {
    const [one, other] = [byKey.get(name), otherByKey.get(name)];
    if (one && other) expect(other.properties).toEqual(one.properties);
    expect({name, astray: strayPoints(one?.lines ?? [], other?.lines ?? [])}).toEqual({name, astray: []});
    expect({name, astray: strayPoints(other?.lines ?? [], one?.lines ?? [])}).toEqual({name, astray: []});
  }
}

/** Points of lines that lie more than a unit from the others; a line as small as that may be left out. */
function strayPoints(lines: DecodedFeature['lines'], others: DecodedFeature['lines']): Point[] {
  const known = new Set(others.map(String));
  const unlike = lines.filter(
    (line) => !known.has(String(line)) && line.some(([x, y]) => Math.hypot(x - line[0][0], y - line[0][1]) > 1.5),
  );
  return unlike.flatMap((line) => pointsAlong(line).filter((point) => distanceTo(others, point) > 1));
}
