import type {FastifyReply} from 'fastify';

/** @returns a signal that aborts when the client hangs up before its answer is sent */
export function clientSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
