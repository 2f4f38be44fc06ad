import {type Context, SpanStatusCode, trace, type Tracer} from '@opentelemetry/api';
import type {RoutingEngine} from '../routing/engine.js';
import {RoutingError} from '../routing/errors.js';
import {watchedEngine} from '../routing/watched-engine.js';

/** Spans of the engine's calls. */
export interface CallSpans {
  /** The same engine, each of whose calls is a span below `parent`. */
  watch(engine: RoutingEngine, parent: Context): RoutingEngine;
  /** The latest call of a verb that was made with a signal: a request has a signal of its own. */
  find(signal: AbortSignal, verb: string): Context | undefined;
}

export function spansOfCalls(tracer: Tracer): CallSpans {
  const latest = new WeakMap<AbortSignal, Map<string, Context>>();
  const keep = (signal: AbortSignal, verb: string, context: Context) => {
    const calls = latest.get(signal) ?? new Map<string, Context>();
    latest.set(signal, calls.set(verb, context));
  };
  return {
    watch: (engine, parent) =>
      watchedEngine(engine, (verb, asks, signal) => {
        const attributes = {'roadql.engine': engine.name, 'roadql.asks': asks};
        const span = tracer.startSpan(`engine ${verb}`, {attributes}, parent);
        keep(signal, verb, trace.setSpan(parent, span));
        return (end) => {
          const failed = 'error' in end ? asks : end.answers.filter((answer) => answer instanceof RoutingError).length;
          if (failed > 0) span.setAttribute('roadql.failed', failed).setStatus({code: SpanStatusCode.ERROR});
          span.end();
        };
      }),
    find: (signal, verb) => latest.get(signal)?.get(verb),
  };
}
