import {collectDefaultMetrics, Registry} from 'prom-client';

let metrics: Registry | undefined;

/** Processor, memory, event loop and garbage collection of this process; watched once, whoever asks. */
export function processMetrics(): Registry {
  if (!metrics) collectDefaultMetrics({register: (metrics = new Registry())});
  return metrics;
}
