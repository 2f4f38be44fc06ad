import type {ApolloServer} from '@apollo/server';
import {fastifyApolloHandler} from '@as-integrations/fastify';
import type {FastifyError, FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {createContext, type RequestContext} from '../graphql/context.js';
import type {RoutingEngine} from '../routing/engine.js';
import type {Limits} from '../routing/limits.js';
import {clientSignal} from './client-signal.js';
import {reportOf} from './request-report.js';

/** What `/graphql` answers from. */
export interface GraphqlSource {
  readonly apollo: ApolloServer<RequestContext>;
  readonly limits: Limits;
  engine(): RoutingEngine;
}

/** `/graphql`: GraphQL over HTTP by GET and POST, each request with a context of its own and one line in the log. */
export function serveGraphql(server: FastifyInstance, source: GraphqlSource): void {
  const handler = fastifyApolloHandler(source.apollo, {
    context: (request, reply) => {
      const own = {signal: clientSignal(reply), requestId: request.id, log: request.log, report: reportOf(request)};
      return Promise.resolve(createContext({engine: source.engine(), limits: source.limits}, own));
    },
  });

  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // an answer that Apollo says nothing about is an error
    onRequest(_request, reply, done) {
      void reply.headers({'cache-control': 'no-store', vary: 'accept'});
      done();
    },
    preHandler(request, _reply, done) {
      sparePersistedGet(request);
      done();
    },
    handler,
    errorHandler: answerError,
    onResponse(request, reply, done) {
      const {operationName, errorCodes} = reportOf(request);
      request.log.info(
        {method: request.method, status: reply.statusCode, milliseconds: reply.elapsedTime, operationName, errorCodes},
        'graphql',
      );
      done();
    },
  });
}

/**
 * A GET of a persisted query needs no header that makes a browser ask first (Apollo's guard against requests that a
 * page forges): it can only read, and a link or an image tag may well point at it. Other requests stay guarded.
 */
function sparePersistedGet(request: FastifyRequest): void {
  const {extensions} = request.query as {extensions?: unknown};
  if (request.method === 'GET' && typeof extensions === 'string' && extensions.includes('"persistedQuery"')) {
    request.headers['apollo-require-preflight'] ??= 'persisted-query';
  }
}

/** What Fastify refuses before GraphQL sees it (a body too large or no JSON), in GraphQL's form. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500;
  const isClients = status >= 400 && status < 500;
  if (!isClients) request.log.error({err: error}, 'a request failed outside GraphQL');
  const message = isClients ? error.message : 'Internal server error.';
  const extensions = isClients ? {code: 'BAD_REQUEST'} : {code: 'INTERNAL_SERVER_ERROR', requestId: request.id};
  void reply.code(status).send({errors: [{message, extensions}]});
}
