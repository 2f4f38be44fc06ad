import type {NetworkInfo, RoutingEngine} from '../routing/engine.js';
import {Timeout} from '../routing/errors.js';

/** How old the knowledge may be, milliseconds. */
const MAX_AGE_MS = 1000;

/** The network that the engine answers in, asked for once a second however many want to know. */
export interface KnownNetwork {
  /** @returns as it was at most a second ago. @throws what the engine says instead; Timeout */
  (): Promise<NetworkInfo>;
  /** As it is now. */
  again(): Promise<NetworkInfo>;
}

/**
 * @param engine     the process's engine; where it is another one than before, what was known is forgotten
 * @param patienceMs how long it may take to say what it has loaded: what is asked for stands in line like a search
 */
export function knownNetwork(engine: () => RoutingEngine, patienceMs: number): KnownNetwork {
  // its age counts from when it was asked for: the engine may have looked at once and answered late
  let last: {readonly of: RoutingEngine; readonly askedAt: number; readonly network: Promise<NetworkInfo>} | undefined;

  const ask = () => {
    const of = engine();
    const network = of.network(AbortSignal.timeout(patienceMs)).catch((error: unknown) => {
      const isLate = error instanceof DOMException && error.name === 'TimeoutError';
      throw isLate ? new Timeout(patienceMs) : error;
    });
    last = {of, askedAt: performance.now(), network};
    return network;
  };
  const known = () => {
    const isGood = last?.of === engine() && performance.now() - last.askedAt < MAX_AGE_MS;
    return isGood && last ? last.network : ask();
  };
  return Object.assign(known, {again: ask});
}
