import {requestEngine} from '../routing/batched-engine.js';
import type {RoutingEngine} from '../routing/engine.js';
import type {Limits} from '../routing/limits.js';

/** Where a request writes its log lines: a pino logger that already names the request. */
export interface Log {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
  debug(fields: object, message: string): void;
}

/** What the log says of a request once it is answered; filled in on the way, and never with coordinates. */
export interface RequestReport {
  operationName: string | null;
  readonly errorCodes: string[];
}

/** What one GraphQL request owns. */
export interface RequestContext {
  /** Sends what the request's fields ask at the same moment as one batch. */
  readonly engine: RoutingEngine;
  readonly limits: Limits;
  /** Aborts when the client hangs up. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  readonly log: Log;
  readonly report: RequestReport;
}

/** @param shared the process's engine and limits; the rest belongs to the request */
export function createContext(
  shared: {readonly engine: RoutingEngine; readonly limits: Limits},
  request: Omit<RequestContext, 'engine' | 'limits'>,
): RequestContext {
  return {...request, limits: shared.limits, engine: requestEngine(shared.engine, request.signal)};
}
