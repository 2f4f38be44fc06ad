import type {FastifyReply, FastifyRequest} from 'fastify';
import type {RoutingError} from '../routing/errors.js';
import {reportOf} from './request-report.js';

/** The body of an answer to a request that GraphQL never saw, in GraphQL's form. */
export function refusalBody({message, code, details}: Pick<RoutingError, 'message' | 'code' | 'details'>) {
  return {errors: [{message, extensions: {...details, code}}]};
}

/** Answers a request that GraphQL is not to see, and tells its report. */
export function refuse(request: FastifyRequest, reply: FastifyReply, status: number, error: RoutingError): void {
  reportOf(request).errorCodes.push(error.code);
  void reply.code(status).send(refusalBody(error));
}
