import {writeToDatabase} from '../../loader/sinks/database.js';
import {openPgRoutingEngine} from '../../src/engines/pgrouting/engine.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {hashOf} from '../../src/graphql/persisted-documents.js';
import {startGateway, type TestGateway} from '../http/gateway.js';
import {createDatabase} from '../stack/database.js';
import {buildCity, sample} from './real-city.js';

const query = 'query Near {nearestNode(at: {lon: -30, lat: 45}, count: 2) {id distance}}';
const persisted = {extensions: {persistedQuery: {version: 1, sha256Hash: hashOf(query)}}};
const search = new URLSearchParams({extensions: JSON.stringify(persisted.extensions)}).toString();

async function ask({url}: TestGateway, etag?: string) {
  const response = await fetch(`${url}/graphql?${search}`, {
    headers: etag === undefined ? {} : {'if-none-match': etag},
  });
  return {status: response.status, etag: response.headers.get('etag')!, body: await response.text()};
}

/** What the gateway counts of its searches, the looks at the loaded network among them. */
async function searchesOf({url}: TestGateway): Promise<string[]> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return text.split('\n').filter((line) => line.startsWith('roadql_searches_total'));
}

test('two gateways on one database tag alike, answer 304 without a search, and follow a swap', async () => {
  const network = await buildCity(sample);
  const database = await createDatabase();
  const load = (loaded: RoadNetwork) =>
    writeToDatabase(loaded, {adminUrl: database.adminUrl, statistics: networkStatistics(loaded), force: true});
  const open = () =>
    openPgRoutingEngine({
      databaseUrl: database.gatewayUrl,
      batchMax: 64,
      queueMax: 1000,
      queryTimeoutMs: 20_000,
      edgeStoreBytes: 16 * 1024 * 1024,
    });
  const engines = [open(), open()];
  const gateways = [await startGateway(engines[0]), await startGateway(engines[1])];
  try {
    await load(network);
    for (const {url} of gateways) {
      const body = JSON.stringify({query, ...persisted});
      await fetch(`${url}/graphql`, {method: 'POST', headers: {'content-type': 'application/json'}, body});
    }
    const [first, second] = await Promise.all(gateways.map((gateway) => ask(gateway)));
    expect(second).toEqual(first);

    const before = await searchesOf(gateways[1]);
    expect(before).not.toEqual([]);
    for (let i = 0; i < 100; i++) {
      expect(await ask(gateways[1], first.etag)).toEqual({status: 304, etag: first.etag, body: ''});
    }
    expect(await searchesOf(gateways[1])).toEqual(before);

    await load(network);
    for (const gateway of gateways) {
      let answer = await ask(gateway, first.etag);
      for (let i = 0; answer.status === 304 && i < 100; i++) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        answer = await ask(gateway, first.etag);
      }
      expect(answer).toMatchObject({status: 200, body: first.body});
      expect(answer.etag).not.toBe(first.etag);
      expect((await ask(gateway, answer.etag)).status).toBe(304);
    }
  } finally {
    for (const gateway of gateways) await gateway.close();
    for (const engine of engines) await engine.close();
    await database.drop();
  }
});
