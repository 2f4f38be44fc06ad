import type {FastifyReply, FastifyRequest} from 'fastify';
import {Overloaded} from '../routing/errors.js';
import {refuse} from './refusal.js';

/** Lets a request in, or answers it. @returns whether it may go on */
export type Admission = (request: FastifyRequest, reply: FastifyReply) => boolean;

/**
 * Lets so many requests in at once. One more is answered OVERLOADED before its body is read: it costs next to nothing,
 * while a request that waits behind a thousand others is answered when nobody listens any more.
 */
export function admitting(queueMax: number): Admission {
  let inFlight = 0;
  return (request, reply) => {
    if (inFlight >= queueMax) {
      refuseForLoad(request, reply, new Overloaded(queueMax));
      return false;
    }
    inFlight++;
    // answered, or hung up
    reply.raw.once('close', () => inFlight--);
    return true;
  };
}

/** Answers a request that there is no time for, whose client may come again. */
export function refuseForLoad(request: FastifyRequest, reply: FastifyReply, error: Overloaded): void {
  void reply.header('retry-after', '1');
  refuse(request, reply, 503, error);
}
