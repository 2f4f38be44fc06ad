import {type MetricObjectWithValues, type MetricValue, Registry} from 'prom-client';
import type {NetworkInfo, RoutingEngine} from '../routing/engine.js';
import {batchMetrics, type EndedBatch} from './batch-metrics.js';
import {databaseMetrics, type DatabaseGauges} from './database-metrics.js';
import {embeddedSearchMetrics} from './embedded-search-metrics.js';
import {networkMetrics} from './network-metrics.js';
import {OperationLabels} from './operation-labels.js';
import {processMetrics} from './process-metrics.js';
import {requestMetrics, type EndedRequest} from './request-metrics.js';
import {searchMetrics} from './search-metrics.js';

/** The figures of one process; docs/operating.md explains each. */
export interface Metrics {
  requestEnded(request: EndedRequest): void;
  batchEnded(batch: EndedBatch): void;
  /** A search of the embedded engine, and what it ran on. */
  searched(operation: string, searched: string): void;
  /** Operation names that are labels of their own in any case: those of the operator's persisted documents. */
  keepOperations(names: Iterable<string>): void;
  /** The same engine, with its searches counted. */
  watchSearches(engine: RoutingEngine): RoutingEngine;
  /** Called once: where the served network is looked up. */
  watchNetwork(look: () => Promise<NetworkInfo>): void;
  /** Called once, where the engine searches in a database. */
  watchDatabase(gauges: () => DatabaseGauges): void;
  /** All figures, in Prometheus' text format. */
  text(): Promise<string>;
  /** All figures, to be added to those of other processes. */
  figures(): Promise<Figures>;
}

/** What one process has counted. */
export type Figures = MetricObjectWithValues<MetricValue<string>>[];

/** The media type of Prometheus' text format. */
export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

export function createMetrics(): Metrics {
  const registry = new Registry();
  const labels = new OperationLabels();
  const all = () => Registry.merge([registry, processMetrics()]);
  const databaseBatches = once(() => batchMetrics(registry));
  const embeddedSearches = once(() => embeddedSearchMetrics(registry));
  return {
    requestEnded: requestMetrics(registry, labels),
    keepOperations: (names) => labels.keep(names),
    batchEnded: (batch) => databaseBatches()(batch),
    searched: (operation, searched) => embeddedSearches()(operation, searched),
    watchSearches: searchMetrics(registry),
    watchNetwork: (look) => networkMetrics(registry, look),
    watchDatabase(gauges) {
      databaseBatches();
      databaseMetrics(registry, gauges);
    },
    text: () => all().metrics(),
    figures: () => all().getMetricsAsJSON(),
  };
}

/** An engine has none of the other's series. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
