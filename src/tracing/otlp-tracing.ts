import {
  diag,
  DiagLogLevel,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api';
import {W3CTraceContextPropagator} from '@opentelemetry/core';
import {OTLPTraceExporter} from '@opentelemetry/exporter-trace-otlp-http';
import {defaultResource, resourceFromAttributes} from '@opentelemetry/resources';
import {BatchSpanProcessor, TracerProvider} from '@opentelemetry/sdk-trace';
import {headersGetter} from './headers-getter.js';
import {type CallSpans, spansOfCalls} from './call-spans.js';
import type {RequestTrace, TracedBatch, TracedOutcome, TracedRequest, Tracing, TracingSettings} from './tracing.js';

/** How long the spans that are left may take to send at the end, milliseconds. */
const FLUSH_MS = 2000;

/**
 * Tracing by OTLP over HTTP in JSON. A request whose caller is in a trace follows the caller's choice whether to record;
 * one that comes without a trace is recorded.
 */
export function openOtlpTracing({endpoint, serviceName, onWarning}: TracingSettings): Tracing {
  diag.setLogger(diagnostics(onWarning), {logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true});
  const exporter = new OTLPTraceExporter({url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: FLUSH_MS});
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({'service.name': serviceName})),
    spanProcessors: [new BatchSpanProcessor({exporter, exportTimeoutMillis: FLUSH_MS})],
  });
  const tracer = provider.getTracer('roadql');
  const calls = spansOfCalls(tracer);
  return {
    begin: (request) => beginRequest(tracer, calls, request),
    batchEnded: (batch) => addBatch(tracer, calls, batch),
    close: () =>
      within(
        FLUSH_MS,
        provider.shutdown().catch((error: unknown) => onWarning(`The last spans were not sent: ${String(error)}`)),
      ),
  };
}

const propagator = new W3CTraceContextPropagator();

function beginRequest(tracer: Tracer, calls: CallSpans, asked: TracedRequest): RequestTrace {
  const {method, route, hasOperation, requestId, headers} = asked;
  const caller = propagator.extract(ROOT_CONTEXT, headers, headersGetter);
  const attributes = {'http.request.method': method, 'http.route': route, 'roadql.request_id': requestId};
  const request = tracer.startSpan(`${method} ${route}`, {kind: SpanKind.SERVER, attributes}, caller);
  const context = trace.setSpan(caller, request);
  let operation: Span | undefined;
  return {
    traceId: request.spanContext().traceId,
    watch(engine) {
      if (hasOperation) operation ??= tracer.startSpan('graphql', {}, context);
      return calls.watch(engine, operation ? trace.setSpan(context, operation) : context);
    },
    end(outcome) {
      if (operation) endOperation(operation, outcome);
      request.setAttribute('http.response.status_code', outcome.status);
      if (outcome.status >= 500) request.setStatus({code: SpanStatusCode.ERROR});
      request.end();
    },
  };
}

function endOperation(operation: Span, {operationName, documentHash, errorCodes}: TracedOutcome): void {
  if (operationName !== null) operation.updateName(`graphql ${operationName}`);
  operation.setAttributes({
    'graphql.operation.type': 'query',
    ...(operationName !== null && {'graphql.operation.name': operationName}),
    ...(documentHash !== undefined && {'graphql.document.hash': documentHash}),
    ...(errorCodes.length > 0 && {'roadql.error_codes': [...new Set(errorCodes)]}),
  });
  if (errorCodes.length > 0) operation.setStatus({code: SpanStatusCode.ERROR});
  operation.end();
}

/** The span stands below the call of its oldest search, and is linked to the others' calls. */
function addBatch(tracer: Tracer, calls: CallSpans, batch: TracedBatch): void {
  const [first, ...others] = [...batch.signals].flatMap((signal) => calls.find(signal, batch.operation) ?? []);
  if (!first) return;
  const links: Link[] = others.flatMap((context) => trace.getSpanContext(context) ?? []).map((of) => ({context: of}));
  const endedMs = Date.now();
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.batch.size': batch.items,
    'roadql.queue_wait_ms': Math.round(batch.waitedMs),
  };
  const options = {kind: SpanKind.CLIENT, startTime: endedMs - batch.ranMs, attributes, links};
  const span = tracer.startSpan(`sql ${batch.operation}`, options, first);
  if (batch.failed) span.setStatus({code: SpanStatusCode.ERROR});
  span.end(endedMs);
}

function diagnostics(onWarning: (message: string) => void) {
  const hear = (message: string, ...more: unknown[]) => onWarning([message, ...more.map(String)].join(' '));
  const ignore = () => undefined;
  return {error: hear, warn: hear, info: ignore, debug: ignore, verbose: ignore};
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work, timeUp]).finally(() => clearTimeout(timer));
}
