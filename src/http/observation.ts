import type {FastifyInstance, FastifyRequest} from 'fastify';
import type {Explanations} from '../graphql/explain.js';
import type {Metrics} from '../metrics/metrics.js';
import type {RoutingEngine} from '../routing/engine.js';
import {findTraceId} from '../tracing/trace-parent.js';
import type {RequestTrace, Tracing} from '../tracing/tracing.js';
import {reportOf} from './request-report.js';

/** Who accounts for requests. */
export interface Observation {
  /** null: nobody counts. */
  readonly metrics: Metrics | null;
  /** null: nobody traces. */
  readonly tracing: Tracing | null;
  /** null: answers say nothing of their SQL. */
  readonly explanations: Explanations | null;
}

const traces = new WeakMap<FastifyRequest, RequestTrace>();

/**
 * Counts and traces each request of `/graphql` and `/tiles`, and puts the caller's trace into its log lines. Call it
 * before the routes are made.
 */
export function observeRequests(
  server: FastifyInstance,
  {metrics, tracing}: Pick<Observation, 'metrics' | 'tracing'>,
): void {
  server.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url;
    if (isObserved(route)) {
      const {method, headers, id: requestId} = request;
      const trace = tracing?.begin({method, route, hasOperation: route === '/graphql', requestId, headers});
      if (trace) traces.set(request, trace);
      const traceId = trace?.traceId ?? findTraceId(headers.traceparent);
      if (traceId !== undefined) request.log = reply.log = request.log.child({traceId});
    }
    done();
  });

  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url;
    if (isObserved(route)) {
      const report = reportOf(request);
      const status = reply.statusCode;
      const path = route === '/graphql' ? undefined : '/tiles';
      const answered = reply.raw.writableFinished;
      metrics?.requestEnded({report, path, status, milliseconds: reply.elapsedTime, answered});
      const {operationName, documentHash, errorCodes} = report;
      traces.get(request)?.end({status, operationName, documentHash, errorCodes});
    }
    done();
  });
}

/** The engine as a request asks it: its calls are spans of the request's trace, where there is one. */
export function tracedFor(request: FastifyRequest, engine: RoutingEngine): RoutingEngine {
  return traces.get(request)?.watch(engine) ?? engine;
}

function isObserved(route: string | undefined): route is string {
  return route !== undefined && (route === '/graphql' || route.startsWith('/tiles/'));
}
