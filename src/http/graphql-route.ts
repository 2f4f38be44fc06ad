import type {ApolloServer} from '@apollo/server';
import type {FastifyError, FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import type {PersistedQueries} from '../config.js';
import {createContext, type RequestContext} from '../graphql/context.js';
import {GeojsonTexts} from '../graphql/geojson-texts.js';
import {chooseMediaType} from '../graphql/media-type.js';
import {hashOf} from '../graphql/persisted-documents.js';
import type {RoutingEngine} from '../routing/engine.js';
import type {Draw} from '../routing/isochrone-drawing.js';
import type {Limits} from '../routing/limits.js';
import {type Admission, refuseForLoad} from './admission.js';
import {askApollo} from './ask-apollo.js';
import {clientSignal} from './client-signal.js';
import {type GraphqlParameters, readBody, readSearch} from './graphql-parameters.js';
import {findKeptAnswer, type TagSource} from './kept-answer.js';
import {matchesTag} from './not-modified.js';
import {tracedFor} from './observation.js';
import {refusalBody} from './refusal.js';
import {RequestRefused} from './request-refused.js';
import {reportOf} from './request-report.js';
import type {Rounds} from './rounds.js';
import {bodyLimitOf, MAX_BODY_BYTES} from './size-limits.js';

/** What `/graphql` answers from. */
export interface GraphqlSource extends TagSource {
  readonly apollo: ApolloServer<RequestContext>;
  readonly admit: Admission;
  readonly rounds: Rounds;
  readonly limits: Limits;
  readonly persistedQueries: PersistedQueries;
  /** Of answers that may be kept, as `cacheControl` has it. */
  readonly cacheControl: string;
  engine(): RoutingEngine;
  readonly draw: Draw;
}

/**
 * `/graphql`: GraphQL over HTTP by GET, HEAD and POST, each request with a context of its own and one line in the log.
 * Whoever asks by GET for an answer that it has is told so, before anything is executed where that can be known.
 */
export function serveGraphql(server: FastifyInstance, source: GraphqlSource): void {
  server.route({
    method: ['GET', 'HEAD', 'POST'],
    url: '/graphql',
    onRequest(request, reply, done) {
      beginAnswer(reply);
      if (source.admit(request, reply)) done();
    },
    preHandler(request, reply, done) {
      source.rounds.enter(lengthOf(request), (refused) => {
        if (refused) refuseForLoad(request, reply, refused);
        else done();
      });
    },
    handler: (request, reply) => answer(request, reply, source),
    errorHandler: answerError,
    onResponse: logRequest,
  });

  server.route({
    method: ['DELETE', 'PATCH', 'PUT'],
    url: '/graphql',
    onRequest(_request, reply, done) {
      beginAnswer(reply);
      void reply.header('allow', 'GET, HEAD, POST');
      done(new RequestRefused(405, 'BAD_REQUEST', 'GraphQL is asked by GET, HEAD or POST.'));
    },
    handler: () => undefined,
    errorHandler: answerError,
    onResponse: logRequest,
  });
}

/** An answer that nobody says anything about is an error, and is not kept; every answer depends on these headers. */
function beginAnswer(reply: FastifyReply): void {
  // that of CORS is there already
  const vary = [reply.getHeader('vary'), 'Accept'].flat().filter((value) => value !== undefined);
  void reply.headers({'cache-control': 'no-store', vary: vary.join(', ')});
}

async function answer(request: FastifyRequest, reply: FastifyReply, source: GraphqlSource): Promise<unknown> {
  const {method, headers} = request;
  const asked = method === 'POST' ? readBody(request.body) : readSearch(searchOf(request));
  refuseUnlisted(asked, request, source);

  const ifNoneMatch = method === 'POST' ? undefined : headers['if-none-match'];
  const kept = await findKeptAnswer(asked, {accept: headers.accept, ifNoneMatch}, source);
  if (kept) {
    const {etag, documentHash, operationName} = kept;
    Object.assign(reportOf(request), {documentHash, operationName, persisted: 'hit'});
    void reply.headers({etag, 'cache-control': source.cacheControl});
    return notModified(request, reply);
  }

  const {
    status,
    headers: own,
    body,
  } = await askApollo(source.apollo, request, asked, () => contextFor(request, reply, source));
  for (const [name, value] of own) void reply.header(name, value);
  const etag = reply.getHeader('etag');
  if (status === 200 && typeof etag === 'string' && matchesTag(ifNoneMatch, etag)) return notModified(request, reply);
  noteFailure(request, status);
  return reply.code(status).send(body);
}

/** Bytes; of a body whose length nobody said, the most that it can have. */
function lengthOf({method, url, headers}: FastifyRequest): number {
  return method === 'POST' ? Number(headers['content-length'] ?? MAX_BODY_BYTES) : url.length;
}

function searchOf({url}: FastifyRequest): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
}

/** Under `PERSISTED_QUERIES=only` a text is not even parsed unless the manifest holds it. */
function refuseUnlisted({text}: GraphqlParameters, request: FastifyRequest, source: GraphqlSource): void {
  if (source.persistedQueries !== 'only' || text === null || source.documents.isOfManifest(hashOf(text))) return;
  reportOf(request).persisted = 'refused';
  throw new RequestRefused(403, 'QUERY_NOT_IN_MANIFEST', 'This server answers the queries of its manifest alone.');
}

function contextFor(request: FastifyRequest, reply: FastifyReply, source: GraphqlSource): RequestContext {
  const {limits, knownVersion, draw} = source;
  const engine = tracedFor(request, source.engine());
  const own = {
    signal: clientSignal(reply),
    requestId: request.id,
    log: request.log,
    report: reportOf(request),
    geojson: new GeojsonTexts(),
  };
  return createContext({engine, limits, knownVersion, draw}, own);
}

function notModified(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reportOf(request).notModified = true;
  return reply.code(304).removeHeader('content-type').send();
}

/** What Apollo refuses before its plugins run, they cannot report. */
function noteFailure(request: FastifyRequest, status: number): void {
  const {errorCodes} = reportOf(request);
  if (errorCodes.length > 0 || status < 400) return;
  errorCodes.push(status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
}

/** What is refused before GraphQL sees it (a body too large or no JSON, a bad `documentId`), in GraphQL's form. */
function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const limit = bodyLimitOf(error);
  const status = error.statusCode ?? 500;
  const isClients = status >= 400 && status < 500;
  if (!isClients) request.log.error({err: error}, 'a request failed outside GraphQL');
  const code = error instanceof RequestRefused ? error.code : 'BAD_REQUEST';
  const refusal = isClients
    ? {message: error.message, extensions: {code}}
    : {message: 'Internal server error.', extensions: {code: 'INTERNAL_SERVER_ERROR', requestId: request.id}};
  const body = limit ? refusalBody(limit) : {errors: [refusal]};
  reportOf(request).errorCodes.push(body.errors[0].extensions.code);
  const type = chooseMediaType(request.headers.accept) ?? 'application/json; charset=utf-8';
  void reply.code(status).type(type).send(JSON.stringify(body));
}

function logRequest(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const report = reportOf(request);
  request.log.info(
    {method: request.method, status: reply.statusCode, milliseconds: reply.elapsedTime, ...report},
    'graphql',
  );
  done();
}
