import type {ApolloServerPlugin, GraphQLRequestContextWillSendResponse} from '@apollo/server';
import {answerTag} from './answer-tag.js';
import {cacheControl, type CacheSettings} from './cache-control.js';
import type {RequestContext} from './context.js';
import {chooseMediaType, isGraphqlResponse} from './media-type.js';

/** The codes that say "not now": an answer of nothing else asks the client, or a proxy, to come again. */
const comeAgain = new Set(['OVERLOADED', 'NETWORK_UNAVAILABLE']);

/** What Apollo answers with 200 whatever the media type; `application/graphql-response+json` has no 2xx without data. */
const persistedQueryStatus = new Map([
  ['PERSISTED_QUERY_NOT_FOUND', 404],
  ['PERSISTED_QUERY_NOT_SUPPORTED', 400],
]);

/**
 * Sets what GraphQL leaves to HTTP: 503 with `Retry-After` when the server could answer no field at all; and how long
 * an answer may be kept. An answer depends on the query and the loaded network alone, so one to a GET without errors
 * may be, under an ETag; everything else may not.
 * @param gateway as `describeGateway` has it
 */
export function responseHeaders(settings: CacheSettings, gateway: string): ApolloServerPlugin<RequestContext> {
  const keep = cacheControl(settings);
  const hooks = {
    async willSendResponse(answered: GraphQLRequestContextWillSendResponse<RequestContext>): Promise<void> {
      const {request, response} = answered;
      if (response.body.kind !== 'single') return;
      const {errors = [], data} = response.body.singleResult;
      const {headers} = response.http;
      const mediaType = chooseMediaType(request.http?.headers.get('accept'));
      const codes = errors.map(({extensions}) => String(extensions?.code));
      if (codes.some((code) => comeAgain.has(code)) && isEmpty(data)) {
        response.http.status = 503;
        headers.set('retry-after', '1');
      }
      if (isGraphqlResponse(mediaType)) {
        response.http.status = persistedQueryStatus.get(codes[0]) ?? response.http.status;
      }
      const mayKeep = errors.length === 0 && request.http?.method === 'GET' && settings.cacheMaxAgeSeconds > 0;
      const tag = mayKeep && mediaType !== null ? await tagOf(answered, gateway, mediaType) : null;
      headers.set('cache-control', tag === null ? 'no-store' : keep);
      if (tag !== null) headers.set('etag', tag);
    },
  };
  return {requestDidStart: () => Promise.resolve(hooks)};
}

/** No root field was answered. */
function isEmpty(data: Record<string, unknown> | null | undefined): boolean {
  return data === null || data === undefined || Object.values(data).every((value) => value === null);
}

async function tagOf(
  {request, queryHash, contextValue}: GraphQLRequestContextWillSendResponse<RequestContext>,
  gateway: string,
  mediaType: string,
): Promise<string | null> {
  const networkVersion = await currentVersion(contextValue);
  if (networkVersion === null || queryHash === undefined) return null;
  const {variables, operationName} = request;
  return answerTag(gateway, {networkVersion, documentHash: queryHash, variables, operationName, mediaType});
}

/**
 * The network version of the whole answer, if that is still the loaded one. Null where a swap came in between: an
 * answer that is of two networks, or was overtaken while it was made, is good for the client that waits and no other.
 */
async function currentVersion({answeredIn, knownVersion}: RequestContext): Promise<string | null> {
  const [seen, another] = answeredIn;
  if (another !== undefined) return null;
  const known = await knownVersion();
  // an answer that asked the network nothing, such as introspection, goes with whatever is loaded
  if (seen === undefined || seen === known) return known;
  return (await knownVersion.again()) === seen ? seen : null;
}
