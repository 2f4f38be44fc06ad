import {Counter, Histogram, type Registry} from 'prom-client';
import {secondBuckets} from './buckets.js';

/** An SQL call that is over, and what it answered. */
export interface EndedBatch {
  readonly operation: string;
  readonly items: number;
  /** How long its oldest item had waited when it was sent, milliseconds. */
  readonly waitedMs: number;
  readonly ranMs: number;
  /** What its searches ran on; null where it holds none. */
  readonly searched: string | null;
}

/**
 * How searches share SQL calls.
 * @returns counts a call that is over
 */
export function batchMetrics(registry: Registry): (batch: EndedBatch) => void {
  const registers = [registry];
  const labelNames = ['operation'] as const;
  const size = new Histogram({
    name: 'roadql_batch_size',
    help: 'Searches that one SQL call answers.',
    labelNames,
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    registers,
  });
  const wait = new Histogram({
    name: 'roadql_queue_wait_seconds',
    help: 'How long the oldest search of an SQL call had waited for a connection.',
    labelNames,
    buckets: secondBuckets,
    registers,
  });
  const run = new Histogram({
    name: 'roadql_batch_duration_seconds',
    help: 'An SQL call from its sending to its last row.',
    labelNames,
    buckets: secondBuckets,
    registers,
  });
  const searches = new Counter({
    name: 'roadql_database_searches_total',
    help: 'Searches by what they ran on: labels of the hierarchy, arcs of the cells within reach, or all arcs (whole).',
    labelNames: ['operation', 'searched'],
    registers,
  });
  return ({operation, items, waitedMs, ranMs, searched}) => {
    if (searched !== null) searches.inc({operation, searched}, items);
    size.observe({operation}, items);
    wait.observe({operation}, waitedMs / 1000);
    run.observe({operation}, ranMs / 1000);
  };
}
