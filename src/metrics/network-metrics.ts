import {Gauge, type Registry} from 'prom-client';
import type {NetworkInfo} from '../routing/engine.js';
import {NetworkUnavailable} from '../routing/errors.js';
import {within} from './within.js';

/** How long a scrape waits for the network's version, milliseconds. */
const PATIENCE_MS = 1000;

/**
 * Which network is served. Where there is none the series are absent, and the scrape goes on without them.
 * @param look finds what is served; each scrape asks once
 */
export function networkMetrics(registry: Registry, look: () => Promise<NetworkInfo>): void {
  let last: NetworkInfo | undefined;
  const findNetwork = oneAtATime(async () => {
    try {
      last = await within(PATIENCE_MS, look());
    } catch (error) {
      // an engine that is too busy to say serves what it served before
      if (error instanceof NetworkUnavailable) last = undefined;
    }
    return last;
  });
  const registers = [registry];

  new Gauge({
    name: 'roadql_network_info',
    help: 'Always 1: the version and the source of the network that is served.',
    labelNames: ['version', 'source'],
    // every worker serves the same network
    aggregator: 'max',
    registers,
    async collect() {
      const network = await findNetwork();
      // a version that is served no more leaves no series behind
      this.reset();
      if (network) this.set({version: network.version, source: network.source}, 1);
    },
  });
  new Gauge({
    name: 'roadql_network_loaded_timestamp_seconds',
    help: 'When the network that is served was loaded, Unix time.',
    aggregator: 'max',
    registers,
    async collect() {
      const network = await findNetwork();
      if (network) this.set(network.loadedAt.getTime() / 1000);
      else this.remove();
    },
  });
}

/** The gauges of one scrape are collected at the same time and share its look-up. */
function oneAtATime<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let asked: Promise<Answer> | undefined;
  return () => (asked ??= ask().finally(() => (asked = undefined)));
}
