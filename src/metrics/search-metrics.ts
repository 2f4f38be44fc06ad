import {Counter, Histogram, type Registry} from 'prom-client';
import type {RoutingEngine} from '../routing/engine.js';
import {RoutingError} from '../routing/errors.js';
import {watchedEngine} from '../routing/watched-engine.js';
import {secondBuckets} from './buckets.js';
import {searchOutcome} from './outcome.js';

/**
 * What the engine is asked, how long it takes and how it ends.
 * @returns puts an engine under watch
 */
export function searchMetrics(registry: Registry): (engine: RoutingEngine) => RoutingEngine {
  const registers = [registry];
  const duration = new Histogram({
    name: 'roadql_search_duration_seconds',
    help: 'A call of the engine, which holds all that a request asks of one kind at a time; waits included.',
    labelNames: ['engine', 'operation'],
    buckets: secondBuckets,
    registers,
  });
  const searches = new Counter({
    name: 'roadql_searches_total',
    help: 'Searches (each ask of a call by itself) by engine, operation and outcome.',
    labelNames: ['engine', 'operation', 'outcome'],
    registers,
  });

  return (engine) =>
    watchedEngine(engine, (operation, asks, signal) => {
      const startedMs = performance.now();
      const labels = {engine: engine.name, operation};
      return (end) => {
        duration.observe(labels, (performance.now() - startedMs) / 1000);
        if ('error' in end) {
          searches.inc({...labels, outcome: searchOutcome(end.error, signal)}, asks);
          return;
        }
        const failed = end.answers.filter((answer) => answer instanceof RoutingError);
        for (const answer of failed) searches.inc({...labels, outcome: answer.code});
        searches.inc({...labels, outcome: 'ok'}, end.answers.length - failed.length);
      };
    });
}
