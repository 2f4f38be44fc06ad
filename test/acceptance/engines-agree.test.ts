import type {ProfileName} from '../../src/profiles/profile.js';
import {profileNames} from '../../src/profiles/profile.js';
import type {Objective} from '../../src/routing/cost.js';
import type {Position, RoutingEngine} from '../../src/routing/engine.js';
import {RoutingError} from '../../src/routing/errors.js';
import {planIsochrone} from '../../src/routing/isochrone.js';
import {defaultLimits} from '../../src/routing/limits.js';
import {planMatrix} from '../../src/routing/matrix.js';
import {planRoute, type RouteResult} from '../../src/routing/route.js';
import type {WaypointAsk} from '../../src/routing/snap-rule.js';
import {agree} from './agreement.js';
import {RandomWaypoints} from './random-waypoints.js';
import {type CityFile, describeCity, loadCity, type LoadedCity, realCities, sample} from './real-city.js';

const never = new AbortController().signal;

/** The larger cities take minutes: `npm run test:full` has them too. */
const isFull = process.env.ACCEPTANCE === 'full';
const cities: Readonly<Record<string, CityFile>> = isFull
  ? {sample, ...realCities}
  : {sample, helsinki: realCities.helsinki};

describe.each(Object.entries(cities))('%s', (name, file) => {
  describeCity(file, 'both engines give the same answers', () => {
    let city: LoadedCity;
    beforeAll(async () => {
      city = await loadCity(file);
    }, 300_000);
    afterAll(() => city?.close());

    const waypoints = (purpose: string) => new RandomWaypoints(city.network, `${name} ${purpose}`);

    test.each(profileNames)(
      'random trips of %s have the same durations, distances and failures',
      async (profile) => {
        const trips = randomTrips(city, profile, waypoints(`trips ${profile}`));
        const asked = trips.map((points, place) => ({
          points,
          objective: place % 4 === 3 ? ('SHORTEST' as const) : ('FASTEST' as const),
        }));
        const [embedded, pgrouting] = await Promise.all(
          city.engines.map((engine) =>
            Promise.all(asked.map(({points, objective}) => outcomeOf(engine, points, profile, objective))),
          ),
        );
        const differing = asked.flatMap((trip, place) =>
          isSame(embedded[place], pgrouting[place]) ? [] : [{trip, answers: [embedded[place], pgrouting[place]]}],
        );
        expect(differing).toEqual([]);

        const codes = embedded.map(({code}) => code);
        expect(codes.filter((code) => code === null).length).toBeGreaterThanOrEqual(200);
        expect(codes).toContain('POINT_NOT_NEAR_NETWORK');
        // on foot every road is two-way, so only vehicles get lost on islands
        if (profile === 'CAR') expect(codes).toContain('NO_ROUTE');
        expect(embedded.concat(pgrouting).filter(({gap}) => gap > 1e-6)).toEqual([]);
      },
      300_000,
    );

    test.each(profileNames)(
      'matrices of %s are the same, and each cell is the route between its two ends',
      async (profile) => {
        const random = waypoints(`matrix ${profile}`);
        const places = await placesOnMain(city.engines[0], profile, random, 24);
        const [origins, destinations] = [places.slice(0, 12), places.slice(12)];
        for (const objective of ['FASTEST', 'SHORTEST'] as const) {
          const query = {origins, destinations, profile, objective};
          const [embedded, pgrouting] = await Promise.all(
            city.engines.map((engine) => planMatrix(engine, query, defaultLimits, never)),
          );
          const routes = await Promise.all(
            origins.flatMap((from) =>
              destinations.map((to) => outcomeOf(city.engines[1], [from, to], profile, objective)),
            ),
          );
          const cells = routes.map((route, cell) => {
            const [row, column] = [Math.floor(cell / 12), cell % 12];
            return {
              durations: [embedded.durations[row][column], pgrouting.durations[row][column], route.duration],
              distances: [embedded.distances[row][column], pgrouting.distances[row][column], route.distance],
            };
          });
          const differing = cells.filter(
            ({durations, distances}) =>
              !durations.every((duration) => agree(duration, durations[0])) ||
              !distances.every((distance) => agree(distance, distances[0])),
          );
          expect(differing).toEqual([]);
          expect(cells.filter(({durations}) => durations[0] !== null).length).toBeGreaterThan(100);
        }
      },
      300_000,
    );

    test.each(profileNames)(
      'isochrones of %s have the same areas and lengths of road',
      async (profile) => {
        const random = waypoints(`isochrones ${profile}`);
        const places = Array.from({length: 4}, () => random.besideRoad());
        const contours = [{time: 120}, {time: 300}, {time: 600}, {distance: 1000}];
        for (const direction of ['DEPART', 'ARRIVE'] as const) {
          const queries = places.map((place, i) => ({
            origins: i === 0 ? places.slice(0, 3) : [place],
            contours,
            profile,
            direction,
          }));
          const [embedded, pgrouting] = await Promise.all(
            city.engines.map(async (engine) => {
              const results = queries.map((query) => planIsochrone(engine, query, defaultLimits, never));
              return (await Promise.all(results)).flatMap((result) => result.contours);
            }),
          );
          const differing = embedded.flatMap(({time, distance, area, reachedLength}, i) => {
            const other = pgrouting[i];
            const isSame = agree(area, other.area) && agree(reachedLength, other.reachedLength);
            return isSame
              ? []
              : [{time, distance, area: [area, other.area], reached: [reachedLength, other.reachedLength]}];
          });
          expect(differing).toEqual([]);
          expect(embedded.every(({area, reachedLength}) => area > 0 && reachedLength > 0)).toBe(true);
        }
      },
      300_000,
    );
  });
});

/** Trips that are answered, and then some that may fail: from far off any road, and on islands. */
function randomTrips({network}: LoadedCity, profile: ProfileName, random: RandomWaypoints): WaypointAsk[][] {
  const graph = network.graphs[profileNames.indexOf(profile)];
  const islands = Array.from({length: 60}, () => random.onIslands(graph));
  return [
    ...Array.from({length: 200}, () => [random.next(), random.next()]),
    ...Array.from({length: 10}, () => [random.next(), random.next(), random.next()]),
    ...Array.from({length: 30}, () => [random.anywhere(5), random.next()]),
    ...islands.filter((trip) => trip !== null),
  ];
}

/**
 * Waypoints whose nearest road is on the main component: of others two may snap to an island that both are on, where a
 * matrix of many snaps them to the main component.
 */
async function placesOnMain(
  engine: RoutingEngine,
  profile: ProfileName,
  random: RandomWaypoints,
  count: number,
): Promise<WaypointAsk[]> {
  const places = Array.from({length: 10 * count}, () => random.next());
  const points = places.map(({lon, lat, radius}) => ({position: [lon, lat] as const, radiusMetres: radius ?? 2000}));
  const [answer] = await engine.snap([{profile, points}], never);
  if (answer instanceof RoutingError) throw answer;
  return places.filter((_, place) => answer.points[place].nearest?.component === 0).slice(0, count);
}

/** What came of a trip: figures, or the code of its failure. */
interface Outcome {
  readonly code: string | null;
  readonly duration: number | null;
  readonly distance: number | null;
  /** Degrees between the line's ends and the snaps that it should start and end at. */
  readonly gap: number;
}

async function outcomeOf(
  engine: RoutingEngine,
  waypoints: readonly WaypointAsk[],
  profile: ProfileName,
  objective: Objective,
): Promise<Outcome> {
  try {
    const result = await planRoute(engine, {waypoints, profile, objective}, defaultLimits, never);
    const {duration, distance} = result.routes[0];
    return {code: null, duration, distance, gap: gapAtEnds(result)};
  } catch (error) {
    if (!(error instanceof RoutingError)) throw error;
    return {code: error.code, duration: null, distance: null, gap: 0};
  }
}

function isSame(one: Outcome, other: Outcome): boolean {
  return one.code === other.code && agree(one.duration, other.duration) && agree(one.distance, other.distance);
}

function gapAtEnds({routes, waypoints}: RouteResult): number {
  return Math.max(
    ...routes[0].legs.flatMap(({line}, leg) => [
      apart(line.positions[0], waypoints[leg].location),
      apart(line.positions[line.positions.length - 1], waypoints[leg + 1].location),
    ]),
  );
}

function apart(one: Position, other: Position): number {
  return Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]));
}
