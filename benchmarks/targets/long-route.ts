import type {LineString} from '../../src/routing/line.js';
import type {PlaceToAsk} from '../places.js';
import type {Question, Target} from '../question.js';
import {positions} from '../routing-questions.js';

const query = 'query Route($waypoints: [WaypointInput!]!) { route(waypoints: $waypoints) { routes { geometry } } }';

const LEAST_VERTICES = 2000;
/** A gateway takes so many by default. */
const MOST_WAYPOINTS = 25;

/** A route whose line has 2,000 vertices or a few more, or in a small network fewer, asked over and over. */
export interface LongRoute {
  readonly question: Question;
  readonly vertices: number;
}

/** Puts one random place after another until the route through them is long enough. @param target a gateway */
export async function findLongRoute(target: Target, next: () => PlaceToAsk): Promise<LongRoute> {
  const waypoints = positions(1, next);
  for (;;) {
    waypoints.push(...positions(1, next));
    const body = JSON.stringify({query, variables: {waypoints}});
    const headers = {'content-type': 'application/json'};
    const response = await fetch(`${target.origin}/graphql`, {method: 'POST', headers, body});
    const answer = (await response.json()) as {data?: {route: {routes: {geometry: LineString}[]} | null}};
    if (!answer.data?.route) throw new Error(`${target.origin} answers a route query with ${JSON.stringify(answer)}`);
    const vertices = answer.data.route.routes[0].geometry.coordinates.length;
    if (vertices < LEAST_VERTICES && waypoints.length < MOST_WAYPOINTS) continue;
    const question: Question = {
      name: 'long-route',
      unit: 'route',
      unitsPerRequest: 1,
      distinct: false,
      prepare: () =>
        Promise.resolve({
          request: {method: 'POST', path: '/graphql', headers, body},
          isWhole: (status, text) =>
            status === 200 && text.trimEnd().endsWith(']]}}]}}}') && !text.includes('"errors"'),
        }),
    };
    return {question, vertices};
  }
}
