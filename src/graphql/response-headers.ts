import type {ApolloServerPlugin, GraphQLRequestContextWillSendResponse} from '@apollo/server';
import type {RequestContext} from './context.js';

/** The codes that say "not now": an answer of nothing else asks the client, or a proxy, to come again. */
const comeAgain = new Set(['OVERLOADED', 'NETWORK_UNAVAILABLE']);

/**
 * Sets what GraphQL leaves to HTTP: 503 with `Retry-After` when the server could answer no field at all, and how long
 * an answer may be kept. An answer depends on the query and the loaded network alone, so a GET without errors may be.
 */
export function responseHeaders(cacheMaxAgeSeconds: number): ApolloServerPlugin<RequestContext> {
  const hooks = {
    willSendResponse({request, response}: GraphQLRequestContextWillSendResponse<RequestContext>): Promise<void> {
      if (response.body.kind !== 'single') return Promise.resolve();
      const {errors = [], data} = response.body.singleResult;
      const {headers} = response.http;
      if (errors.some(({extensions}) => comeAgain.has(String(extensions?.code))) && isEmpty(data)) {
        response.http.status = 503;
        headers.set('retry-after', '1');
      }
      const mayKeep = errors.length === 0 && request.http?.method === 'GET' && cacheMaxAgeSeconds > 0;
      headers.set('cache-control', mayKeep ? `public, max-age=${cacheMaxAgeSeconds}` : 'no-store');
      return Promise.resolve();
    },
  };
  return {requestDidStart: () => Promise.resolve(hooks)};
}

/** No root field was answered. */
function isEmpty(data: Record<string, unknown> | null | undefined): boolean {
  return data === null || data === undefined || Object.values(data).every((value) => value === null);
}
