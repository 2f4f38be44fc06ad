import type {FastifyInstance} from 'fastify';
import type {RoutingEngine} from '../routing/engine.js';
import {RoutingError} from '../routing/errors.js';

/** How long the engine may take to say what it has loaded, milliseconds. */
const PATIENCE_MS = 2000;

/** What the probes look at. */
export interface HealthSource {
  engine(): RoutingEngine;
  /** The server takes no new work and waits for what it has. */
  isDraining(): boolean;
}

/** `/healthz`: the process lives. `/readyz`: it can answer queries now, or 503 with the reason why not. */
export function serveHealth(server: FastifyInstance, source: HealthSource): void {
  server.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({status: 'ok'}));

  server.get('/readyz', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    if (source.isDraining())
      return reply.code(503).send({status: 'unavailable', reason: 'The server is shutting down.'});
    try {
      const network = await source.engine().network(AbortSignal.timeout(PATIENCE_MS));
      return await reply.send({status: 'ok', networkVersion: network.version});
    } catch (error) {
      return reply.code(503).send({status: 'unavailable', reason: reasonOf(error)});
    }
  });
}

/** A client's words only: what else went wrong is no business of a probe. */
function reasonOf(error: unknown): string {
  return error instanceof RoutingError ? error.message : `The engine did not answer within ${PATIENCE_MS} ms.`;
}
