import type {FastifyInstance} from 'fastify';
import {metricsContentType} from '../metrics/metrics.js';

/** `/metrics`: what the gateway has counted, in Prometheus' text format. */
export function serveMetrics(server: FastifyInstance, text: () => Promise<string>): void {
  server.get('/metrics', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    try {
      return await reply.type(metricsContentType).send(await text());
    } catch (error) {
      request.log.error({err: error}, 'the figures could not be gathered');
      // half of the figures would look like counters that went backwards
      return reply.code(503).type('text/plain; charset=utf-8').send('The figures could not be gathered.\n');
    }
  });
}
