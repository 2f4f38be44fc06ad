import {NetworkUnavailable, Timeout, type RoutingError} from '../routing/errors.js';

/** A statement failed in a way that no client can mend; its cause says how. */
export class QueryFailed extends Error {
  /** @param statement the `.sql` file's name */
  constructor(
    readonly statement: string,
    options: ErrorOptions,
  ) {
    super(`${statement} failed: ${messageOf(options.cause)}`, options);
  }
}

/**
 * What a failed statement means: a search cut off, a database that is away or empty, or a fault of ours.
 * @param statement  the `.sql` file's name
 * @param deadlineMs what the statement was given, milliseconds
 */
export function explainFailure(statement: string, error: unknown, deadlineMs: number): RoutingError | QueryFailed {
  const code = codeOf(error);
  if (code === QUERY_CANCELED && messageOf(error).includes('timeout')) return new Timeout(deadlineMs);
  if (code === UNDEFINED_TABLE) return new NetworkUnavailable('No network is loaded yet.', {cause: error});
  if (isAway(code, messageOf(error))) return new NetworkUnavailable('The database does not answer.', {cause: error});
  return new QueryFailed(statement, {cause: error});
}

/** Whether an error says that there is no (longer a) connection, or that none could be had. */
export function isConnectionLost(error: unknown): boolean {
  return isAway(codeOf(error), messageOf(error));
}

const QUERY_CANCELED = '57014';
const UNDEFINED_TABLE = '42P01';

/**
 * SQLSTATE of a server that starts, stops, is full, or lets nobody in: class 08 (PgBouncer's own errors too, such as
 * `query_wait_timeout`), 57P01 to 57P05, 53300, 28 (authorization), 3D000 (no such database).
 */
const awayState = /^(08...|57P0[1-5]|53300|28...|3D000)$/;
const awaySystem = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);
/** node-postgres' own messages carry no code. */
const awayMessage =
  /^(Connection terminated|Connection ended|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|The server does not support SSL)/i;

function isAway(code: string, message: string): boolean {
  return code === '' ? awayMessage.test(message) : awayState.test(code) || awaySystem.has(code);
}

function codeOf(error: unknown): string {
  // a host of several addresses fails with one error for each
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
