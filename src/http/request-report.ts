import type {FastifyRequest} from 'fastify';
import type {RequestReport} from '../graphql/context.js';

const reports = new WeakMap<FastifyRequest, RequestReport>();

/** What is known of a request so far, for whoever accounts for it once it is answered: the log, the metrics. */
export function reportOf(request: FastifyRequest): RequestReport {
  const known = reports.get(request);
  if (known) return known;
  const report: RequestReport = {operationName: null, errorCodes: []};
  reports.set(request, report);
  return report;
}
