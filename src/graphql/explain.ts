import type {ApolloServerPlugin} from '@apollo/server';
import type {RequestContext} from './context.js';

/** What an answer's `extensions.explain` says of one SQL statement, in the order in which they were sent. */
export interface Explanation {
  /** The file of the statement, in the sources. */
  readonly statement: string;
  readonly sql: string;
  /** Of `$1`, `$2` and so on. The searches of other requests of the batch are among them. */
  readonly parameters: readonly unknown[];
  /** The statement with its parameters, to paste into psql. */
  readonly psql: string;
  /** Null while it runs, or where it failed. */
  rows: number | null;
  /** How long it ran; null where the request ended first. */
  milliseconds: number | null;
  /** What its searches ran on: `labels`, `cells` or `whole`; null where it does not search. */
  searched: string | null;
  /** What it failed with; null otherwise. */
  error: string | null;
  readonly batch: {
    readonly operation: string;
    /** Counted from 1 since the start of the process: one that several requests show is the same. */
    readonly number: number;
    /** Searches that it answers. */
    readonly searches: number;
    /** Requests that they come from. */
    readonly requests: number;
    /** How long its oldest search had waited for a connection when it was sent. */
    readonly waitedMilliseconds: number;
  };
}

/** A statement that goes to the database. */
export interface ExplainedStatement {
  readonly file: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly psql: string;
  readonly batch: {
    readonly operation: string;
    readonly number: number;
    readonly items: number;
    readonly waitedMs: number;
    readonly signals: ReadonlySet<AbortSignal>;
  };
}

/** How it ended. */
export interface ExplainedEnd {
  readonly ranMs: number;
  readonly rows: number | null;
  readonly searched: string | null;
  readonly error: Error | null;
}

/** The statements of the requests in flight. */
export class Explanations {
  private readonly ofRequests = new WeakMap<AbortSignal, Explanation[]>();

  /** Hears of a statement. @returns hears of its end */
  sent({file, text, values, psql, batch}: ExplainedStatement): (end: ExplainedEnd) => void {
    const {operation, number, items, waitedMs, signals} = batch;
    const explanation: Explanation = {
      statement: file,
      sql: text,
      parameters: values,
      psql,
      rows: null,
      milliseconds: null,
      searched: null,
      error: null,
      batch: {operation, number, searches: items, requests: signals.size, waitedMilliseconds: rounded(waitedMs)},
    };
    for (const signal of signals) {
      const known = this.ofRequests.get(signal);
      if (known) known.push(explanation);
      else this.ofRequests.set(signal, [explanation]);
    }
    return ({ranMs, rows, searched, error}) =>
      Object.assign(explanation, {rows, searched, milliseconds: rounded(ranMs), error: error && said(error)});
  }

  /** @param signal the request's own */
  of(signal: AbortSignal): readonly Explanation[] {
    return this.ofRequests.get(signal) ?? [];
  }
}

/** Adds to each answer which statements its searches were in: `extensions.explain`, an empty list where there are none. */
export function explained(explanations: Explanations): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: ({contextValue}) =>
      Promise.resolve({
        willSendResponse({response: {body}}) {
          if (body.kind !== 'single') return Promise.resolve();
          const {singleResult} = body;
          singleResult.extensions = {...singleResult.extensions, explain: explanations.of(contextValue.signal)};
          return Promise.resolve();
        },
      }),
  };
}

/** What the server said, where that is behind the error that the client gets. */
function said({message, cause}: Error): string {
  return cause instanceof Error ? cause.message : message;
}

/** To a microsecond. */
function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
