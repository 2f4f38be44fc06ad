import type {FastifyError, FastifyReply, FastifyRequest} from 'fastify';
import {RoutingError, type RoutingErrorCode} from '../routing/errors.js';
import {refusalBody} from './refusal.js';
import {RequestRefused} from './request-refused.js';
import {reportOf} from './request-report.js';

/** The status of an error that a client may see, where it is not the client's. */
const statuses: Partial<Record<RoutingErrorCode, number>> = {
  TIMEOUT: 504,
  OVERLOADED: 503,
  NETWORK_UNAVAILABLE: 503,
};

/** Answers a request for a tile that has failed: in the form of GraphQL's errors, as all that the gateway answers. */
export function answerTileError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const {status, body} = explain(error, request);
  reportOf(request).errorCodes.push(body.errors[0].extensions.code);
  if (status === 503) void reply.header('retry-after', '1');
  void reply.code(status).header('cache-control', 'no-store').send(body);
}

function explain(error: FastifyError, request: FastifyRequest) {
  if (error instanceof RoutingError) return {status: statuses[error.code] ?? 400, body: refusalBody(error)};
  if (error instanceof RequestRefused) {
    const {statusCode: status, message, code} = error;
    return {status, body: {errors: [{message, extensions: {code}}]}};
  }
  // when the client has hung up, what failed is its own cancelled drawing
  if (!request.raw.destroyed) request.log.error({err: error}, 'a tile failed');
  const extensions = {code: 'INTERNAL_SERVER_ERROR', requestId: request.id};
  return {status: 500, body: {errors: [{message: 'Internal server error.', extensions}]}};
}
