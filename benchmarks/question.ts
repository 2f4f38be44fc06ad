import type {PlaceToAsk} from './places.js';

/** What clients ask, over and over; scenarios.ts says by how many at once. */
export interface Question {
  readonly name: string;
  /** What the units are: the rate is given in requests and in these. */
  readonly unit: 'route' | 'contour' | 'node' | 'cell' | 'answer';
  readonly unitsPerRequest: number;
  /** Whether every request is another; false: one request over and over, the same for any number of clients. */
  readonly distinct: boolean;
  /**
   * Readies a server for being asked: makes a document known, learns an ETag.
   * @param nextPlace a random place at each call
   */
  prepare(target: Target, nextPlace: () => PlaceToAsk): Promise<Asking>;
}

/** Whom to ask. */
export interface Target {
  /** Where clients ask, without a slash at its end. */
  readonly origin: string;
  /** The gateways behind it; the same where nothing stands in front. */
  readonly gateways: readonly string[];
}

/** A question to one server, ready to be sent. */
export interface Asking {
  /** One request over and over, or the maker of distinct ones. */
  readonly request: HttpRequest | (() => HttpRequest);
  /** Whether an answer is what it should be; any other is a failure. */
  isWhole(status: number, body: string): boolean;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly body: string;
  /** Names in lower case, each with its value. */
  readonly headers: readonly (readonly [string, string])[];
}

/** Whether a body of GraphQL has no errors, and a text as often as it should. */
export function holds(body: string, text: string, times: number): boolean {
  if (body.includes('"errors":[')) return false;
  let found = 0;
  for (let at = body.indexOf(text); at >= 0; at = body.indexOf(text, at + 1)) found++;
  return found === times;
}
