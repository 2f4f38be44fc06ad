import {createHash} from 'node:crypto';
import type {PlaceToAsk} from './places.js';
import type {Asking, HttpAnswer, HttpRequest, Question, Target} from './question.js';
import {positions, routeIsWhole, routeQuery} from './routing-questions.js';

/** One route by a GET of a persisted query, each time another: nothing of it is in a cache yet. */
export const persistedCold: Question = {
  name: 'persisted-cold',
  unit: 'route',
  unitsPerRequest: 1,
  distinct: true,
  async prepare(target, nextPlace) {
    await register(target);
    return {
      request: () => get(routePath(nextPlace)),
      isWhole: (status, body) => status === 200 && routeIsWhole(body),
    };
  },
};

/** The same GET over and over. */
export const persistedHot: Question = {
  name: 'persisted-hot',
  unit: 'answer',
  unitsPerRequest: 1,
  distinct: false,
  async prepare(target, nextPlace) {
    await register(target);
    const request = hotRequest(nextPlace);
    const {body} = await firstAnswer(target, request);
    return {request, isWhole: (status, answer) => status === 200 && answer === body};
  },
};

/** The same GET over and over by a client that has the answer and names its ETag. */
export const notModified: Question = {
  name: 'not-modified',
  unit: 'answer',
  unitsPerRequest: 1,
  distinct: false,
  async prepare(target, nextPlace): Promise<Asking> {
    await register(target);
    const request = get(routePath(nextPlace));
    const {headers} = await firstAnswer(target, request);
    const etag = headers.find(([name]) => name === 'etag')?.[1];
    if (etag === undefined) throw new Error(`${target.origin} answers a persisted GET without an ETag.`);
    return {
      request: {...request, headers: {...request.headers, 'if-none-match': etag}},
      isWhole: (status, body) => status === 304 && body === '',
    };
  },
};

/** The request of the hot question. */
export function hotRequest(nextPlace: () => PlaceToAsk): HttpRequest {
  return get(routePath(nextPlace));
}

/** What it is answered, to the byte. */
export async function hotAnswer(target: Target, nextPlace: () => PlaceToAsk): Promise<HttpAnswer> {
  await register(target);
  return firstAnswer(target, hotRequest(nextPlace));
}

const sha256Hash = createHash('sha256').update(routeQuery).digest('hex');
const extensions = JSON.stringify({persistedQuery: {version: 1, sha256Hash}});

/** What Apollo's client for the web says. */
const accept = 'application/graphql-response+json,application/json;q=0.9';

function routePath(nextPlace: () => PlaceToAsk): string {
  const variables = JSON.stringify({waypoints: positions(2, nextPlace)});
  return `/graphql?${new URLSearchParams({operationName: 'Route', variables, extensions}).toString()}`;
}

function get(path: string): HttpRequest {
  return {method: 'GET', path, headers: {accept}};
}

/** Makes the document known to each gateway, as the first client of it would. */
async function register({gateways}: Target): Promise<void> {
  for (const gateway of gateways) {
    const response = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({
        query: routeQuery,
        extensions: JSON.parse(extensions) as object,
        variables: {waypoints: []},
      }),
    });
    const answer = await response.text();
    if (/PERSISTED_QUERY/.test(answer)) throw new Error(`${gateway} does not take the document: ${answer}`);
  }
}

async function firstAnswer({origin}: Target, {path, headers}: HttpRequest): Promise<HttpAnswer> {
  const response = await fetch(origin + path, {headers: {...headers, 'accept-encoding': 'identity'}});
  const body = await response.text();
  if (!response.ok || !routeIsWhole(body)) throw new Error(`${origin} answers a persisted GET with ${body}`);
  return {body, headers: [...response.headers]};
}
