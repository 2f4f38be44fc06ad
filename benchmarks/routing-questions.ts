import type {PlaceToAsk} from './places.js';
import {holds, type Question, type Target} from './question.js';

/** Document and check of one route, which persisted questions and yardsticks ask too. */
export const routeQuery =
  'query Route($waypoints: [WaypointInput!]!) ' +
  '{ route(waypoints: $waypoints) { routes { distance duration polyline } } }';
export const routeIsWhole = (body: string): boolean => holds(body, '"polyline"', 1);

/** One route between two random places. */
export const route: Question = posted({
  name: 'route',
  unit: 'route',
  unitsPerRequest: 1,
  body: (next) => request(routeQuery, {waypoints: positions(2, next)}),
  isWhole: routeIsWhole,
});

/** What a gateway answers the `route` question, as JSON. @returns the answer's `data` */
export async function routeAnswer(target: Target, nextPlace: () => PlaceToAsk): Promise<string> {
  const response = await fetch(`${target.origin}/graphql`, {
    method: 'POST',
    headers: {'content-type': 'application/json'},
    body: request(routeQuery, {waypoints: positions(2, nextPlace)}),
  });
  const body = await response.text();
  if (!routeIsWhole(body)) throw new Error(`${target.origin} answers a route query with ${body}`);
  return JSON.stringify((JSON.parse(body) as {data: object}).data);
}

/** As aliases of one query. */
export const routes20: Question = posted({
  name: 'routes-20-in-one',
  unit: 'route',
  unitsPerRequest: 20,
  body: (next) => {
    const numbers = Array.from({length: 20}, (_, i) => i);
    return request(
      `query (${numbers.map((i) => `$w${i}: [WaypointInput!]!`).join(', ')}) ` +
        `{ ${numbers.map((i) => `r${i}: route(waypoints: $w${i}) { routes { distance duration polyline } }`).join(' ')} }`,
      Object.fromEntries(numbers.map((i) => [`w${i}`, positions(2, next)])),
    );
  },
  isWhole: (body) => holds(body, '"polyline"', 20),
});

/** One contour with its area. */
export function isochrone(seconds: number): Question {
  return posted({
    name: `isochrone-${seconds}s`,
    unit: 'contour',
    unitsPerRequest: 1,
    body: (next) =>
      request(
        'query ($origins: [WaypointInput!]!, $time: Float!) ' +
          '{ isochrone(origins: $origins, contours: [{time: $time}]) { contours { geometry area } } }',
        {origins: positions(1, next), time: seconds},
      ),
    isWhole: (body) => holds(body, '"MultiPolygon"', 1),
  });
}

export const nearest: Question = posted({
  name: 'nearest',
  unit: 'node',
  unitsPerRequest: 1,
  body: (next) =>
    request('query ($at: CoordinateInput!) { nearestNode(at: $at) { id location distance } }', {
      at: positions(1, next)[0],
    }),
  isWhole: (body) => holds(body, '"location"', 1),
});

/** As many random origins as random destinations. */
export function matrix(size: number): Question {
  return posted({
    name: `matrix-${size}x${size}`,
    unit: 'cell',
    unitsPerRequest: size * size,
    body: (next) =>
      request(
        'query ($origins: [WaypointInput!]!, $destinations: [WaypointInput!]!) ' +
          '{ matrix(origins: $origins, destinations: $destinations) { durations distances } }',
        {origins: positions(size, next), destinations: positions(size, next)},
      ),
    isWhole: (body) => holds(body, '"distances"', 1),
  });
}

/** Random places as a query's variables have them. */
export function positions(count: number, next: () => PlaceToAsk): {lon: number; lat: number}[] {
  return Array.from({length: count}, () => {
    const {lon, lat} = next();
    return {lon, lat};
  });
}

interface Posted extends Omit<Question, 'prepare' | 'distinct'> {
  readonly body: (nextPlace: () => PlaceToAsk) => string;
  readonly isWhole: (body: string) => boolean;
}

function posted({body, isWhole, ...rest}: Posted): Question {
  const headers = {'content-type': 'application/json'};
  return {
    ...rest,
    distinct: true,
    prepare: (_target, nextPlace) =>
      Promise.resolve({
        request: () => ({method: 'POST', path: '/graphql', headers, body: body(nextPlace)}),
        isWhole: (status, answer) => status === 200 && isWhole(answer),
      }),
  };
}

function request(query: string, variables: object): string {
  return JSON.stringify({query, variables});
}
