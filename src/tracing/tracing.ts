import type {RoutingEngine} from '../routing/engine.js';

/** Sends spans of requests, operations, engine calls and SQL calls to a collector. */
export interface Tracing {
  /** Starts the span of an HTTP request, in the caller's trace where it names one. */
  begin(request: TracedRequest): RequestTrace;
  /** Adds the span of an SQL call that is over to the traces of the searches that it answered. */
  batchEnded(batch: TracedBatch): void;
  /** Sends what is left, within a bounded time. */
  close(): Promise<void>;
}

export interface TracedRequest {
  readonly method: string;
  /** The pattern that the router knows, never the URL: it holds coordinates. */
  readonly route: string;
  /** Whether it is GraphQL: its operation is a span then. */
  readonly hasOperation: boolean;
  readonly requestId: string;
  /** The `traceparent` and `tracestate` headers among others. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface RequestTrace {
  readonly traceId: string;
  /** The engine as this request asks it: its calls are spans below that of the operation, which starts now. */
  watch(engine: RoutingEngine): RoutingEngine;
  end(outcome: TracedOutcome): void;
}

export interface TracedOutcome {
  readonly status: number;
  readonly operationName: string | null;
  readonly documentHash?: string;
  readonly errorCodes: readonly string[];
}

export interface TracedBatch {
  readonly operation: string;
  readonly items: number;
  readonly waitedMs: number;
  readonly ranMs: number;
  readonly failed: boolean;
  /** Those that its searches were asked with. */
  readonly signals: ReadonlySet<AbortSignal>;
}

export interface TracingSettings {
  /** The collector, without `/v1/traces`. */
  readonly endpoint: string;
  readonly serviceName: string;
  /** Hears of spans that could not be sent. */
  readonly onWarning: (message: string) => void;
}

/** Opens the way to the collector. OpenTelemetry is loaded here and nowhere else. */
export async function openTracing(settings: TracingSettings): Promise<Tracing> {
  const {openOtlpTracing} = await import('./otlp-tracing.js');
  return openOtlpTracing(settings);
}
