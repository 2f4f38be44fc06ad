import {writeToDatabase} from '../../loader/sinks/database.js';
import {openPgRoutingEngine} from '../../src/engines/pgrouting/engine.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import {startGateway} from '../http/gateway.js';
import {createDatabase} from '../stack/database.js';
import {answersAlone, type RouteAnswer} from './answers-alone.js';
import {buildCity, sample} from './real-city.js';
import {renumberedSample} from './renumbered-sample.js';
import {RandomWaypoints} from './random-waypoints.js';

/** Clients that ask all the time. */
const clients = 8;
const tripCount = 12;

test('a network that is loaded under load takes over without an error, and no answer is of two versions', async () => {
  const networks = [await buildCity(sample), await renumberedSample()];
  const queries = queriesFor(networks[0]);
  const expected = await Promise.all(networks.map((network) => answersAlone(network, queries)));
  expect(expected[0].map(({routes}) => routes)).not.toEqual(expected[1].map(({routes}) => routes));

  const database = await createDatabase();
  const load = (network: RoadNetwork) =>
    writeToDatabase(network, {adminUrl: database.adminUrl, statistics: networkStatistics(network)});
  const versions = [(await load(networks[0])).version];
  const engine = openPgRoutingEngine({
    databaseUrl: database.gatewayUrl,
    batchMax: 64,
    queueMax: 1000,
    queryTimeoutMs: 20_000,
    edgeStoreBytes: 16 * 1024 * 1024,
  });
  const gateway = await startGateway(engine, {LOG_LEVEL: 'error'});
  try {
    let isLoading = true;
    const heard: {trip: number; status: number; errors: unknown; answer: RouteAnswer}[] = [];
    const client = async (first: number) => {
      for (let trip = first; isLoading; trip = (trip + 1) % tripCount) {
        const {status, errors, data} = await gateway.ask(queries[trip]);
        heard.push({trip, status, errors, answer: data?.route as RouteAnswer});
      }
    };
    const asking = Promise.all(Array.from({length: clients}, (_, number) => client(number)));
    // there, and back, and there again: two versions are kept, so the first is dropped under load as well
    for (const network of [networks[1], networks[0], networks[1]]) versions.push((await load(network)).version);
    await new Promise((resolve) => setTimeout(resolve, 300));
    isLoading = false;
    await asking;

    expect(heard.filter(({status, errors}) => status !== 200 || errors !== undefined)).toEqual([]);
    const mixed = heard.filter(({trip, answer}) => {
      const network = versions.indexOf(answer.networkVersion) % 2;
      return network < 0 || JSON.stringify(answer.routes) !== JSON.stringify(expected[network][trip].routes);
    });
    expect(mixed).toEqual([]);
    expect([...new Set(heard.map(({answer}) => answer.networkVersion))].sort()).toEqual([...versions].sort());
  } finally {
    await gateway.close();
    await engine.close();
    await database.drop();
  }
}, 120_000);

function queriesFor(network: RoadNetwork): string[] {
  const random = new RandomWaypoints(network, 'load under load');
  return Array.from({length: tripCount}, () => {
    const [from, to] = [random.besideRoad(), random.besideRoad()].map(({lon, lat}) => `{lon: ${lon}, lat: ${lat}}`);
    return `{route(waypoints: [${from}, ${to}]) {
      networkVersion routes {distance duration polyline(precision: 5) legs {annotations {edgeIds sourceIds distance}}}
    }}`;
  });
}
