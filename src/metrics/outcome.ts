import {RoutingError, type RoutingErrorCode} from '../routing/errors.js';

/** How a request or a search ended: a label of few values, whatever clients send. */
export type Outcome = 'ok' | RoutingErrorCode | 'INTERNAL_SERVER_ERROR' | 'client_error' | 'cancelled';

/** The codes that are outcomes of their own, worst first; a request with several errors counts as the first of these. */
const worstFirst: Readonly<Record<RoutingErrorCode | 'INTERNAL_SERVER_ERROR', number>> = {
  INTERNAL_SERVER_ERROR: 0,
  NETWORK_UNAVAILABLE: 1,
  OVERLOADED: 2,
  TIMEOUT: 3,
  LIMIT_EXCEEDED: 4,
  BAD_USER_INPUT: 5,
  POINT_NOT_NEAR_NETWORK: 6,
  NO_ROUTE: 7,
};

/** @param answered false where the client hung up before its answer was sent */
export function requestOutcome(errorCodes: readonly string[], status: number, answered: boolean): Outcome {
  if (!answered) return 'cancelled';
  const codes = errorCodes.filter(isKnown).sort((a, b) => worstFirst[a] - worstFirst[b]);
  if (codes.length > 0) return codes[0];
  if (errorCodes.length > 0 || (status >= 400 && status < 500)) return 'client_error';
  return status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'ok';
}

/** @param answer what the engine gave for one ask, or what its call was rejected with */
export function searchOutcome(answer: unknown, signal: AbortSignal): Outcome {
  if (answer instanceof RoutingError) return answer.code;
  return signal.aborted ? 'cancelled' : 'INTERNAL_SERVER_ERROR';
}

function isKnown(code: string): code is keyof typeof worstFirst {
  return Object.hasOwn(worstFirst, code);
}
