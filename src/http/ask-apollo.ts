import {type ApolloServer, HeaderMap} from '@apollo/server';
import type {FastifyRequest} from 'fastify';
import type {RequestContext} from '../graphql/context.js';
import type {GraphqlParameters} from './graphql-parameters.js';

/** Apollo Server's answer to a request: nothing of it is sent yet. */
export interface ApolloAnswer {
  readonly status: number;
  readonly headers: Iterable<[name: string, value: string]>;
  readonly body: string;
}

/**
 * Has Apollo Server answer a request. A HEAD is asked as a GET: what it lacks, HTTP takes off. Where the network was
 * swapped between two fields, all of them are asked once more, so that the answer is of one network.
 * @param asked its parameters, which go before those in the request
 */
export async function askApollo(
  apollo: ApolloServer<RequestContext>,
  request: FastifyRequest,
  asked: GraphqlParameters,
  context: () => RequestContext,
): Promise<ApolloAnswer> {
  let made: RequestContext | undefined;
  const answerAll = () =>
    apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method === 'POST' ? 'POST' : 'GET',
        headers: headersFor(request, asked),
        search: asked.search,
        body: asked.body,
      },
      context: () => Promise.resolve((made = context())),
    });
  let answer = await answerAll();
  if (made && made.answeredIn.size > 1) {
    made.report.errorCodes.length = 0;
    answer = await answerAll();
  }
  if (answer.body.kind !== 'complete') throw new Error('Apollo Server answers in parts, which no query can ask for.');
  const json = answer.body.string;
  return {status: answer.status ?? 200, headers: answer.headers, body: made?.geojson?.fill(json) ?? json};
}

/**
 * A GET of a persisted query needs no header that makes a browser ask first (Apollo's guard against requests that a
 * page forges): it can only read, and a link or an image tag may well point at it. Other requests stay guarded.
 */
function headersFor({method, headers}: FastifyRequest, {hash}: GraphqlParameters): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const isSpared = method !== 'POST' && hash !== null && !map.has('apollo-require-preflight');
  if (isSpared) map.set('apollo-require-preflight', 'persisted-query');
  return map;
}
