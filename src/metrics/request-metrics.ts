import {Counter, Histogram, type Registry} from 'prom-client';
import type {PhaseTimes, RequestReport} from '../graphql/context.js';
import {secondBuckets} from './buckets.js';
import type {OperationLabels} from './operation-labels.js';
import {requestOutcome} from './outcome.js';

/** A request that is over. */
export interface EndedRequest {
  readonly report: RequestReport;
  /** Set where the request is no GraphQL operation: its path, such as `/tiles`. */
  readonly path?: string;
  readonly status: number;
  readonly milliseconds: number;
  /** False where the client hung up before its answer was sent. */
  readonly answered: boolean;
}

/**
 * What clients ask and how it ends.
 * @returns counts a request that is over
 */
export function requestMetrics(registry: Registry, labels: OperationLabels): (request: EndedRequest) => void {
  const registers = [registry];
  const requests = new Counter({
    name: 'roadql_requests_total',
    help: 'Requests by operation name (anonymous: none, other: beyond the first 50) and outcome.',
    labelNames: ['operation', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'roadql_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer, by operation name.',
    labelNames: ['operation'],
    buckets: secondBuckets,
    registers,
  });
  const phaseDuration = new Histogram({
    name: 'roadql_phase_duration_seconds',
    help: 'The parts of a GraphQL request: parse and validate (documents seen for the first time), execute.',
    labelNames: ['phase'],
    buckets: secondBuckets,
    registers,
  });
  const cost = new Histogram({
    name: 'roadql_query_cost',
    help: 'What queries were weighed at before they ran; those that were refused included.',
    buckets: [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000],
    registers,
  });
  const notModified = new Counter({
    name: 'roadql_not_modified_total',
    help: 'Requests answered 304: the copy that a client or a proxy has is still good.',
    registers,
  });
  const persisted = new Counter({
    name: 'roadql_persisted_queries_total',
    help: 'Requests that name a document by its hash, by what came of it.',
    labelNames: ['result'],
    registers,
  });
  // a first increase can be seen only where the series was there before it: these, and the faults of each operation
  for (const result of persistedResults) persisted.inc({result}, 0);

  const seen = new Set<string>();
  return ({report, path, status, milliseconds, answered}) => {
    const operation = path ?? labels.labelOf(report.operationName);
    if (!seen.has(operation)) requests.inc({operation, outcome: 'INTERNAL_SERVER_ERROR'}, 0);
    seen.add(operation);
    requests.inc({operation, outcome: requestOutcome(report.errorCodes, status, answered)});
    duration.observe({operation}, milliseconds / 1000);
    for (const phase of phaseNames) {
      const spent = report.phases?.[phase];
      if (spent !== undefined) phaseDuration.observe({phase}, spent / 1000);
    }
    if (report.cost !== undefined) cost.observe(report.cost);
    if (report.notModified) notModified.inc();
    if (report.persisted) persisted.inc({result: report.persisted});
  };
}

const persistedResults = ['hit', 'miss', 'registered', 'refused'] as const;
const phaseNames = ['parse', 'validate', 'execute'] as const satisfies readonly (keyof PhaseTimes)[];
