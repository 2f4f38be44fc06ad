import cluster from 'node:cluster';
import type {Logger} from 'pino';
import type {Config} from './config.js';
import {Explanations} from './graphql/explain.js';
import type {Observation} from './http/observation.js';
import {createMetrics, type Metrics} from './metrics/metrics.js';
import {metricsOfAllWorkers} from './metrics/worker-figures.js';
import {openTracing, type Tracing} from './tracing/tracing.js';

/** Opens what counts, traces and explains in this process, as far as the configuration wants it. */
export async function openObservation(config: Config, log: Logger): Promise<Observation> {
  return {
    metrics: config.metrics ? openMetrics() : null,
    tracing: await openSpans(config, log),
    explanations: config.explainQueries ? new Explanations() : null,
  };
}

function openMetrics(): Metrics {
  const own = createMetrics();
  return cluster.isWorker ? metricsOfAllWorkers(own) : own;
}

async function openSpans({otlpEndpoint, otelServiceName}: Config, log: Logger): Promise<Tracing | null> {
  if (otlpEndpoint === null) return null;
  const onWarning = (warning: string) => log.warn({warning}, 'spans were not sent');
  return openTracing({endpoint: otlpEndpoint, serviceName: otelServiceName, onWarning});
}
