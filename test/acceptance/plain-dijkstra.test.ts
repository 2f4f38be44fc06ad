import type {ProfileName} from '../../src/profiles/profile.js';
import {profileNames} from '../../src/profiles/profile.js';
import type {Objective} from '../../src/routing/cost.js';
import type {RoutingEngine, Snap} from '../../src/routing/engine.js';
import {NoRoute, RoutingError} from '../../src/routing/errors.js';
import {EdgeBasedSearch} from './edge-based-search.js';
import {RandomWaypoints} from './random-waypoints.js';
import {describeCity, loadCity, type LoadedCity, realCities, sample} from './real-city.js';
import {roadsAsRead} from './roads-as-read.js';
import {Stands} from './stands.js';
import {forbiddenSequences} from './turns-as-read.js';

const never = new AbortController().signal;

/** Trips are searched from so many origins, each to so many destinations: 200 in all. */
const originCount = 20;
const destinationsEach = 10;

describe.each(Object.entries({sample, porto: realCities.porto}))('%s', (name, file) => {
  describeCity(file, 'each engine finds what an edge-based Dijkstra on the roads as read finds', () => {
    let city: LoadedCity;
    let stands: Stands[];
    beforeAll(async () => {
      city = await loadCity(file);
      const travel = await roadsAsRead(file);
      stands = travel.map((roads) => new Stands(roads, forbiddenSequences(city.network, roads)));
    }, 240_000);
    afterAll(() => city?.close());

    test('the roads as read have many restrictions to obey', () => {
      const sequences = forbiddenSequences(city.network, stands[0].travel);
      expect(sequences.length).toBeGreaterThan(city.network.restrictions.length / 2);
    });

    test.each([
      ['CAR', 'FASTEST'],
      ['CAR', 'SHORTEST'],
      ['BICYCLE', 'FASTEST'],
      ['FOOT', 'SHORTEST'],
    ] as const)(
      '200 random trips of %s, %s, cost the same to the last millisecond and centimetre',
      async (profile, objective) => {
        const random = new RandomWaypoints(city.network, `${name} ${profile} ${objective}`);
        const points = Array.from({length: originCount * (destinationsEach + 1)}, () => random.next());
        const snaps = await Promise.all(city.engines.map((engine) => snapsOf(engine, profile, points)));
        expect(snaps[1].snaps.map(placeOf)).toEqual(snaps[0].snaps.map(placeOf));

        const trips = Array.from({length: originCount * destinationsEach}, (_, trip) => ({
          origin: trip % originCount,
          from: snaps[0].snaps[trip % originCount],
          to: snaps[0].snaps[originCount + trip],
        }));
        const expected = costsByHand(stands[profileNames.indexOf(profile)], objective, trips);
        for (const [place, engine] of city.engines.entries()) {
          const {version} = snaps[place];
          const asks = trips.map(({from, to}) => ({version, profile, objective, from, to}));
          const found = (await engine.paths(asks, never)).map(costOf);
          const differing = trips.flatMap((trip, i) =>
            isSame(found[i], expected[i]) ? [] : [{engine: engine.name, trip, found: found[i], expected: expected[i]}],
          );
          expect(differing).toEqual([]);
        }
        expect(expected.filter(Number.isFinite).length).toBeGreaterThan(190);
      },
      120_000,
    );
  });
});

interface Trip {
  readonly origin: number;
  readonly from: Snap;
  readonly to: Snap;
}

/** Packed costs by the edge-based search, one search an origin; Infinity where there is no way. */
function costsByHand(stands: Stands, objective: Objective, trips: readonly Trip[]): number[] {
  const search = new EdgeBasedSearch(stands, objective);
  const standsOn = new Map<number, number[]>(trips.map(({to}) => [to.edge, []]));
  stands.direction.forEach((direction, stand) => standsOn.get(direction >> 1)?.push(stand));
  const fromOrigin = new Map<number, Float64Array>();
  return trips.map(({origin, from, to}) => {
    const costs = fromOrigin.get(origin) ?? search.fromSnap(from);
    fromOrigin.set(origin, costs);
    return search.between(from, to, costs, standsOn.get(to.edge)!);
  });
}

/** Snaps to the main component, as all but trips within an island do. */
async function snapsOf(engine: RoutingEngine, profile: ProfileName, places: readonly {lon: number; lat: number}[]) {
  const points = places.map(({lon, lat}) => ({position: [lon, lat] as const, radiusMetres: 50_000}));
  const [answer] = await engine.snap([{profile, points}], never);
  if (answer instanceof RoutingError) throw answer;
  const snaps = answer.points.map(({main}) => {
    if (!main) throw new Error(`The network has no road for ${profile}.`);
    return main;
  });
  return {version: answer.version, snaps};
}

/** The edge, and the metres to it: fractions differ in their last digits, so one engine's are given to both. */
function placeOf({edge, distanceMetres}: Snap): [number, number] {
  return [edge, distanceMetres];
}

/** Beyond 2^53 the sums of packed costs lose the last digits of their second measure (see cost.ts). */
function isSame(one: number, other: number): boolean {
  return one === other || (one > 2 ** 53 && Math.abs(one - other) < 2 ** 8);
}

function costOf(answer: {cost: number} | RoutingError): number {
  if (answer instanceof NoRoute) return Infinity;
  if (answer instanceof RoutingError) throw answer;
  return answer.cost;
}
