import type {PlaceToAsk} from './places.js';

/** What clients ask, over and over, each time for other places. */
export interface Scenario {
  readonly name: string;
  /** Clients at once; each waits for its answer before it asks again. */
  readonly connections: number;
  /** What the units are: the rate is given in requests and in these. */
  readonly unit: 'route' | 'contour' | 'node' | 'cell' | 'answer';
  readonly unitsPerRequest: number;
  /** The body of one request. */
  body(nextPlace: () => PlaceToAsk): string;
  /** What a whole answer holds, and how often. */
  readonly expects: {readonly text: string; readonly times: number};
}

/** Every scenario, in the order in which they run and are shown. */
export const scenarios: readonly Scenario[] = [
  ...[1, 10, 50].map((connections): Scenario => ({
    name: `route-${connections}`,
    connections,
    unit: 'route',
    unitsPerRequest: 1,
    body: (next) =>
      request(`query ($waypoints: [WaypointInput!]!) { route(waypoints: $waypoints) ${routeFields} }`, {
        waypoints: positions(2, next),
      }),
    expects: {text: '"polyline"', times: 1},
  })),
  {
    name: 'routes-20-in-one',
    connections: 2,
    unit: 'route',
    unitsPerRequest: 20,
    body: (next) => {
      const numbers = Array.from({length: 20}, (_, i) => i);
      return request(
        `query (${numbers.map((i) => `$w${i}: [WaypointInput!]!`).join(', ')}) ` +
          `{ ${numbers.map((i) => `r${i}: route(waypoints: $w${i}) ${routeFields}`).join(' ')} }`,
        Object.fromEntries(numbers.map((i) => [`w${i}`, positions(2, next)])),
      );
    },
    expects: {text: '"polyline"', times: 20},
  },
  {
    name: 'isochrone-300s',
    connections: 2,
    unit: 'contour',
    unitsPerRequest: 1,
    body: (next) =>
      request(
        'query ($origins: [WaypointInput!]!) ' +
          '{ isochrone(origins: $origins, contours: [{time: 300}]) { contours { geometry area } } }',
        {origins: positions(1, next)},
      ),
    expects: {text: '"MultiPolygon"', times: 1},
  },
  {
    name: 'nearest-node',
    connections: 10,
    unit: 'node',
    unitsPerRequest: 1,
    body: (next) =>
      request('query ($at: CoordinateInput!) { nearestNode(at: $at) { id location distance } }', {
        at: positions(1, next)[0],
      }),
    expects: {text: '"location"', times: 1},
  },
  {
    name: 'matrix-25x25',
    connections: 1,
    unit: 'cell',
    unitsPerRequest: 625,
    body: (next) =>
      request(
        'query ($origins: [WaypointInput!]!, $destinations: [WaypointInput!]!) ' +
          '{ matrix(origins: $origins, destinations: $destinations) { durations distances } }',
        {origins: positions(25, next), destinations: positions(25, next)},
      ),
    expects: {text: '"distances"', times: 1},
  },
];

/** The least that Apollo answers: what HTTP and GraphQL cost without any search. */
export function emptyQuery(connections: number): Scenario {
  return {
    name: `typename-${connections}`,
    connections,
    unit: 'answer',
    unitsPerRequest: 1,
    body: () => request('{ __typename }', {}),
    expects: {text: '"Query"', times: 1},
  };
}

/** One route asked of the whole-table yardstick, which is given the edges that the ends lie on. */
export function wholeTableRoute(connections: number): Scenario {
  return {
    name: `whole-table-${connections}`,
    connections,
    unit: 'route',
    unitsPerRequest: 1,
    body: (next) => JSON.stringify({from: next(), to: next()}),
    expects: {text: '"arcs"', times: 1},
  };
}

const routeFields = '{ routes { distance duration polyline } }';

function request(query: string, variables: object): string {
  return JSON.stringify({query, variables});
}

function positions(count: number, next: () => PlaceToAsk): {lon: number; lat: number}[] {
  return Array.from({length: count}, () => {
    const {lon, lat} = next();
    return {lon, lat};
  });
}
