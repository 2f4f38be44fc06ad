import autocannon from 'autocannon';
import type {Asking, HttpRequest} from './question.js';

/** What one stretch of load came to. */
export interface Load {
  /** How long it ran. */
  readonly seconds: number;
  /** From each request to the last byte of its whole answer, milliseconds, in the order in which they came. */
  readonly times: readonly number[];
  /** Everything else: wrong answers, other statuses, broken connections, time-outs. */
  readonly failed: number;
  /** The first failure, for a reader; null where there was none. */
  readonly firstFailure: string | null;
}

/**
 * Asks for some seconds, and where answers take longer than that until there is one for each client; each client waits
 * for its answer before it asks again. Every answer is checked; a failed one is no request served.
 * @param origin whom to ask
 */
export async function load(origin: string, asking: Asking, connections: number, seconds: number): Promise<Load> {
  const times: number[] = [];
  let failed = 0;
  let firstFailure: string | null = null;
  let last = {status: 0, milliseconds: 0};
  let timeIsUp = false;
  let ended = 0;

  const run = autocannon({
    url: origin,
    connections,
    duration: LONGEST_SECONDS,
    timeout: TIMEOUT_SECONDS,
    sampleInt: SAMPLE_MS,
    requests: [toSend(asking.request)],
    verifyBody(body) {
      const whole = asking.isWhole(last.status, body);
      if (ended > 0) return whole;
      if (whole) times.push(last.milliseconds);
      else fail(`${last.status} ${body.slice(0, 300)}`);
      endInTime();
      return whole;
    },
  });
  const started = performance.now();
  const fail = (what: string) => {
    failed++;
    firstFailure ??= what;
  };
  const endInTime = () => {
    if (ended > 0 || !timeIsUp || times.length + failed < connections) return;
    ended = performance.now();
    run.stop();
  };
  run.on('response', (_client, status, _bytes, milliseconds) => (last = {status, milliseconds}));
  run.on('reqError', ({message}) => {
    if (ended === 0) fail(message);
    endInTime();
  });
  const timer = setTimeout(() => {
    timeIsUp = true;
    endInTime();
  }, seconds * 1000);
  await run;
  clearTimeout(timer);
  return {seconds: ((ended || performance.now()) - started) / 1000, times, failed, firstFailure};
}

const TIMEOUT_SECONDS = 30;
const SAMPLE_MS = 5;
/** Where a server does not answer at all. */
const LONGEST_SECONDS = 45;

/** Distinct requests are built for each that is sent, so that no two connections ask the same. */
function toSend(request: HttpRequest | (() => HttpRequest)) {
  return typeof request === 'function' ? {setupRequest: (last: object) => ({...last, ...request()})} : request;
}
