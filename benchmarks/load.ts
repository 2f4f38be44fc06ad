import autocannon from 'autocannon';
import type {PlaceToAsk} from './places.js';
import type {Scenario} from './scenarios.js';

/** What a load came to. */
export interface LoadFigures {
  readonly seconds: number;
  /** Whole answers without an error in them. */
  readonly answered: number;
  /** Everything else: errors in the answer, other statuses, broken connections, time-outs. */
  readonly failed: number;
  /** The first failure, for a reader; null where there was none. */
  readonly firstFailure: string | null;
  readonly requestsPerSecond: number;
  readonly unitsPerSecond: number;
  /** From the request to the last byte of its answer, milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Asks a scenario for some seconds and checks every answer. A failed answer is no request served: it counts for
 * `failed` alone.
 * @param url where to POST
 */
export async function runLoad(
  url: string,
  scenario: Scenario,
  seconds: number,
  nextPlace: () => PlaceToAsk,
): Promise<LoadFigures> {
  const times: number[] = [];
  let firstFailure: string | null = null;
  const run = autocannon({
    url,
    method: 'POST',
    headers: {'content-type': 'application/json'},
    connections: scenario.connections,
    duration: seconds,
    timeout: 30,
    // Built for each request, so that no two connections ask the same.
    requests: [{setupRequest: (request) => ({...request, body: scenario.body(nextPlace)})}],
    verifyBody(body) {
      const whole = isWhole(body, scenario);
      if (!whole) firstFailure ??= body.slice(0, 300);
      return whole;
    },
  });
  run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  const {duration, errors, mismatches, non2xx} = await run;

  // An answer of another status has no whole body either: it is among the mismatches already.
  const failed = Math.max(mismatches, non2xx) + errors;
  const answered = Math.max(0, times.length - Math.max(mismatches, non2xx));
  times.sort((a, b) => a - b);
  return {
    seconds: duration,
    answered,
    failed,
    firstFailure: firstFailure ?? (errors > 0 ? 'connections broke or requests timed out' : null),
    requestsPerSecond: answered / duration,
    unitsPerSecond: (answered * scenario.unitsPerRequest) / duration,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

function isWhole(body: string, {expects}: Scenario): boolean {
  if (body.includes('"errors":[') || body.includes('"error":')) return false;
  let times = 0;
  for (let at = body.indexOf(expects.text); at >= 0; at = body.indexOf(expects.text, at + 1)) times++;
  return times === expects.times;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
