import type {MultiPolygon} from 'geojson';
import type {Contour} from '../../src/routing/contour.js';
import {unpackCost} from '../../src/routing/cost.js';
import type {RoutingEngine, Snap} from '../../src/routing/engine.js';
import {RoutingError} from '../../src/routing/errors.js';
import {planIsochrone} from '../../src/routing/isochrone.js';
import {defaultLimits} from '../../src/routing/limits.js';
import type {WaypointAsk} from '../../src/routing/snap-rule.js';
import {EdgeBasedSearch} from './edge-based-search.js';
import {RandomWaypoints} from './random-waypoints.js';
import {describeCity, loadCity, type LoadedCity, realCities} from './real-city.js';
import {roadsAsRead} from './roads-as-read.js';
import {Stands} from './stands.js';
import {forbiddenSequences} from './turns-as-read.js';

const never = new AbortController().signal;
const directions = ['DEPART', 'ARRIVE'] as const;
type Direction = (typeof directions)[number];

describeCity(realCities.porto, 'isochrones of Porto', () => {
  let city: LoadedCity;
  let search: EdgeBasedSearch;
  let places: WaypointAsk[];
  beforeAll(async () => {
    city = await loadCity(realCities.porto, 'none');
    const [travel] = await roadsAsRead(realCities.porto);
    search = new EdgeBasedSearch(new Stands(travel, forbiddenSequences(city.network, travel)), 'FASTEST');
    const random = new RandomWaypoints(city.network, 'isochrones');
    const [west, south, east, north] = city.network.meta.bbox;
    // one in the middle of the city, the others where they fall
    places = [{lon: (west + east) / 2 - 0.04, lat: (south + north) / 2 - 0.03}, random.besideRoad()];
  }, 240_000);
  afterAll(() => city?.close());

  describe.each(directions)('%s', (direction) => {
    let engine: RoutingEngine;
    /** By place. */
    let small: Contour[];
    let large: Contour[];
    let heldBySmall: Set<number>[];
    beforeAll(async () => {
      engine = city.engines[0];
      const pairs = await Promise.all(places.map((place) => contoursOf(engine, [place], [600, 300], direction)));
      small = pairs.map(([first]) => first);
      large = pairs.map(([, second]) => second);
      heldBySmall = await Promise.all(small.map(({geometry}) => nodesHeld(city, geometry)));
    }, 60_000);

    const expectNodes = async (held: ReadonlySet<number>, seconds: readonly number[]) => {
      const nodes = await nodesOfCars(city);
      const within = nodes.filter((node) => seconds[node] <= 300);
      expect(within.filter((node) => !held.has(node))).toEqual([]);
      expect(within.length).toBeGreaterThan(20);
      const beyond = nodes.filter((node) => held.has(node) && seconds[node] > 310);
      expect(await apartFromReached(city, beyond, seconds)).toEqual([]);
    };

    test('300 s hold every node within 300 s and none beyond 310 s', async () => {
      for (const [i, place] of places.entries()) {
        await expectNodes(heldBySmall[i], await secondsToNodes(engine, search, [place], direction));
      }
    }, 60_000);

    test('300 s of several origins hold every node within 300 s of any and none beyond 310 s of all', async () => {
      const [together] = await contoursOf(engine, places, [300], direction);
      expect(await validity(city, together.geometry)).toBe('Valid Geometry');
      const held = await nodesHeld(city, together.geometry);
      await expectNodes(held, await secondsToNodes(engine, search, places, direction));
      const lost = heldBySmall.flatMap((own) => [...own].filter((node) => !held.has(node)));
      expect(lost).toEqual([]);
    }, 60_000);

    test('rings do not cross, and holes lie in their polygons', async () => {
      for (const {geometry} of [...small, ...large]) expect(await validity(city, geometry)).toBe('Valid Geometry');
    }, 60_000);

    test('300 s lie within 600 s', async () => {
      for (const [i, {area, geometry}] of small.entries()) {
        expect(area).toBeLessThan(large[i].area);
        expect(await outsideSquareMetres(city, geometry, large[i].geometry)).toBeLessThan(1);
      }
    }, 60_000);

    test('a contour is the same alone and with others, and from either engine', async () => {
      for (const [i, place] of places.entries()) {
        const [alone] = await contoursOf(engine, [place], [300], direction);
        expect(alone.geometry).toEqual(small[i].geometry);
        const others = await contoursOf(city.engines[1], [place], [300, 600], direction);
        expect(others.map(({geometry}) => geometry)).toEqual([small[i].geometry, large[i].geometry]);
      }
    }, 60_000);
  });
});

async function contoursOf(
  engine: RoutingEngine,
  origins: readonly WaypointAsk[],
  times: readonly number[],
  direction: Direction,
): Promise<readonly Contour[]> {
  const contours = times.map((time) => ({time}));
  return (await planIsochrone(engine, {origins, contours, profile: 'CAR', direction}, defaultLimits, never)).contours;
}

/** Least seconds between any of the origins and each node, by the edge-based search. */
async function secondsToNodes(
  engine: RoutingEngine,
  search: EdgeBasedSearch,
  origins: readonly WaypointAsk[],
  direction: Direction,
): Promise<number[]> {
  const snaps = await snapsOf(engine, origins);
  const costs = snaps.map((snap) => (direction === 'DEPART' ? search.toNodes(snap) : search.fromNodes(snap)));
  return Array.from(costs[0], (_, node) => {
    const least = Math.min(...costs.map((cost) => cost[node]));
    return least === Infinity ? Infinity : unpackCost('FASTEST', least).seconds;
  });
}

async function snapsOf(engine: RoutingEngine, places: readonly WaypointAsk[]): Promise<Snap[]> {
  const points = places.map(({lon, lat}) => ({position: [lon, lat] as const, radiusMetres: 2000}));
  const [answer] = await engine.snap([{profile: 'CAR', points}], never);
  if (answer instanceof RoutingError) throw answer;
  return answer.points.map(({main}) => main!);
}

/** Nodes where cars may be: of others no contour says anything. */
async function nodesOfCars({database}: LoadedCity): Promise<number[]> {
  return ids(database.query<{id: number}>('SELECT id FROM node WHERE profiles & 1 = 1 ORDER BY id'));
}

/** Nodes that an area holds, its rim included, as PostGIS sees it. */
async function nodesHeld({database}: LoadedCity, area: MultiPolygon): Promise<Set<number>> {
  return new Set(
    await ids(
      database.query<{id: number}>(
        `WITH area AS (SELECT ST_Subdivide(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326)) AS part)
       SELECT DISTINCT id FROM area JOIN node ON ST_Intersects(part, geom) WHERE profiles & 1 = 1`,
        [JSON.stringify(area)],
      ),
    ),
  );
}

/** Of some nodes those that lie on no edge of others which is reached: not in a tunnel below one, say. */
async function apartFromReached(
  {database}: LoadedCity,
  nodes: readonly number[],
  seconds: readonly number[],
): Promise<number[]> {
  const reached = Array.from(seconds.keys()).filter((node) => seconds[node] <= 300);
  return ids(
    database.query<{id: number}>(
      `SELECT node.id FROM node
        WHERE node.id = ANY ($1::int[]) AND NOT EXISTS (
          SELECT FROM edge
           WHERE ST_DWithin(edge.geom, node.geom, 1e-5) AND edge.source <> node.id AND edge.target <> node.id
             AND (edge.source = ANY ($2::int[]) OR edge.target = ANY ($2::int[])))`,
      [nodes, reached],
    ),
  );
}

async function validity({database}: LoadedCity, area: MultiPolygon): Promise<string> {
  const [{reason}] = await database.query<{reason: string}>(
    'SELECT ST_IsValidReason(ST_GeomFromGeoJSON($1)) AS reason',
    [JSON.stringify(area)],
  );
  return reason;
}

/** How much of one area lies outside of another. */
async function outsideSquareMetres({database}: LoadedCity, one: MultiPolygon, other: MultiPolygon): Promise<number> {
  const [{area}] = await database.query<{area: number}>(
    `SELECT ST_Area(ST_SetSRID(ST_Difference(ST_GeomFromGeoJSON($1), ST_GeomFromGeoJSON($2)), 4326)::geography) AS area`,
    [JSON.stringify(one), JSON.stringify(other)],
  );
  return area;
}

async function ids(rows: Promise<{id: number}[]>): Promise<number[]> {
  return (await rows).map(({id}) => id);
}
