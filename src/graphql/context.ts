import {RequestEngine} from '../routing/batched-engine.js';
import type {RoutingEngine} from '../routing/engine.js';
import type {Draw} from '../routing/isochrone-drawing.js';
import type {Limits} from '../routing/limits.js';
import type {GeojsonTexts} from './geojson-texts.js';

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
  /** sha256 of the document's text, where the request named or registered a persisted one. */
  documentHash?: string;
  /** What a request by hash came to. */
  persisted?: 'hit' | 'miss' | 'registered' | 'refused';
  /** Answered 304: the client's, or a proxy's, copy is still good. */
  notModified?: boolean;
  /** What the query was weighed at before it ran, see docs/limits.md. */
  cost?: number;
  /** How long the parts of the answer took; absent where nobody measures. */
  phases?: PhaseTimes;
}

/** Milliseconds; a part that did not happen, such as parsing a document that is known, is absent. */
export interface PhaseTimes {
  parse?: number;
  validate?: number;
  execute?: number;
}

/** The network version that the engine answers in, asked for once a second however many want to know. */
export interface KnownVersion {
  /** @returns as it was at most a second ago; null where the engine does not say */
  (): Promise<string | null>;
  /** As it is now, for whoever was answered in another version than the known one. */
  again(): Promise<string | null>;
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
  /** Takes the GeoJSON of the answer as text; null where the answer is not turned into JSON by whoever asks. */
  readonly geojson: GeojsonTexts | null;
  /** The network versions that its answers came from so far; more than one where the network was swapped meanwhile. */
  readonly answeredIn: ReadonlySet<string>;
  readonly knownVersion: KnownVersion;
  /** Draws the outlines of isochrones. */
  readonly draw: Draw;
}

/** @param shared the process's engine and limits; the rest belongs to the request */
export function createContext(
  shared: Pick<RequestContext, 'engine' | 'limits' | 'knownVersion' | 'draw'>,
  request: Omit<RequestContext, keyof typeof shared | 'answeredIn'>,
): RequestContext {
  const answeredIn = new Set<string>();
  const engine = new RequestEngine(shared.engine, request.signal, answeredIn);
  const {limits, knownVersion, draw} = shared;
  const {signal, requestId, log, report, geojson} = request;
  return {signal, requestId, log, report, geojson, limits, engine, answeredIn, knownVersion, draw};
}
