import type {FastifyReply} from 'fastify';

/** @returns a signal that aborts when the client hangs up before its answer is sent, or has hung up already */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  if (reply.raw.destroyed) controller.abort();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
