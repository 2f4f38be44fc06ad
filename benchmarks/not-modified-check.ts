import type {Check} from './check.js';
import {load} from './load.js';
import {notModified} from './persisted-questions.js';
import type {PlaceToAsk} from './places.js';
import type {Server} from './server.js';

const CONNECTIONS = 10;

/** Asks for an answer that the client has, and counts the searches that its 304 took by the gateway's own metrics. */
export async function checkNotModified(
  engine: string,
  server: Server,
  nextPlace: () => PlaceToAsk,
  seconds: number,
): Promise<Check> {
  // makes the first answer: a search at least, so that a metric that counts nothing is found out
  const asking = await notModified.prepare(server, nextPlace);
  const before = await searchesOf(server);
  const {times, failed, firstFailure} = await load(server.origin, asking, CONNECTIONS, seconds);
  const after = await searchesOf(server);
  return {
    name: `${engine}: a 304 costs the gateway no search`,
    passed: before > 0 && after === before && times.length > 0 && failed === 0,
    figures:
      `${times.length} answers of 304, ${failed} others${firstFailure === null ? '' : ` (${firstFailure})`}; ` +
      `roadql_searches_total was ${before} before and ${after} after`,
  };
}

async function searchesOf({gateways}: Server): Promise<number> {
  const texts = await Promise.all(gateways.map(async (gateway) => (await fetch(`${gateway}/metrics`)).text()));
  return texts.reduce((sum, text) => sum + sumOfMetric(text, 'roadql_searches_total'), 0);
}

/** The sum of a metric over all its labels, of Prometheus's text; 0 where there is none. */
export function sumOfMetric(text: string, metric: string): number {
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${metric}{`) || line.startsWith(`${metric} `))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
