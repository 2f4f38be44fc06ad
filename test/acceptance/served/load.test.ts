import {writeToDatabase} from '../../../loader/sinks/database.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import {networkStatistics} from '../../../src/graph/network-statistics.js';
import {ask, type Reply} from '../../nginx/ask.js';
import {createDatabase, type TestDatabase} from '../../stack/database.js';
import {answersAlone, type RouteAnswer} from '../answers-alone.js';
import {RandomWaypoints} from '../random-waypoints.js';
import {buildCity, sample} from '../real-city.js';
import {renumberedSample} from '../renumbered-sample.js';
import {documentOf, persistedPath, serve, type Served} from './gateways.js';

const clients = 50;
const tripCount = 8;
const revalidateSeconds = 3;

let networks: RoadNetwork[];
let database: TestDatabase;
let served: Served;

beforeAll(async () => {
  networks = await Promise.all([buildCity(sample), renumberedSample()]);
  database = await createDatabase();
}, 120_000);

afterAll(async () => {
  await served?.stop();
  await database?.drop();
});

interface Heard {
  readonly kind: 'GET' | 'POST';
  readonly trip: number;
  readonly askedAt: number;
  readonly reply: Reply;
}

test('a network that is loaded under load through Nginx is seen in time, whole, and without an error', async () => {
  const random = new RandomWaypoints(networks[0], 'load behind Nginx');
  const place = () => {
    const {lon, lat} = random.besideRoad();
    return {lon, lat};
  };
  const trips = Array.from({length: tripCount}, () => ({waypoints: [place(), place()]}));
  const expected = await Promise.all(
    networks.map((network) =>
      answersAlone(
        network,
        trips.map((variables) => ({query: documentOf('Route'), variables})),
      ),
    ),
  );
  expect(expected[0].map(({routes}) => routes)).not.toEqual(expected[1].map(({routes}) => routes));

  const versions: string[] = [];
  const swappedAt: number[] = [];
  const load = async (network: RoadNetwork) => {
    const {version} = await writeToDatabase(network, {
      adminUrl: database.adminUrl,
      statistics: networkStatistics(network),
    });
    versions.push(version);
    swappedAt.push(performance.now());
  };
  await load(networks[0]);
  served = await serve(database.gatewayUrl, {
    CACHE_REVALIDATE: String(revalidateSeconds),
    QUERY_TIMEOUT_MS: '20000',
  });

  const heard: Heard[] = [];
  let isAsking = true;
  const client = async (first: number) => {
    for (let turn = first; isAsking; turn++) {
      const trip = turn % tripCount;
      const kind = turn % 3 === 0 ? 'POST' : 'GET';
      const askedAt = performance.now();
      const reply =
        kind === 'GET'
          ? await ask(served.nginx.url + persistedPath('Route', trips[trip]))
          : await ask(`${served.nginx.url}/graphql`, {
              method: 'POST',
              headers: {'content-type': 'application/json'},
              body: JSON.stringify({query: documentOf('Route'), variables: trips[trip]}),
            });
      heard.push({kind, trip, askedAt, reply});
    }
  };
  const asking = Promise.all(Array.from({length: clients}, (_, number) => client(number)));
  for (const network of [networks[1], networks[0]]) {
    await load(network);
    await new Promise((resolve) => setTimeout(resolve, revalidateSeconds * 1000 + 2000));
  }
  isAsking = false;
  await asking;

  expect(heard.filter(({reply: {status, text}}) => status !== 200 || text.includes('"errors"'))).toEqual([]);
  const answers = heard.map(({kind, trip, askedAt, reply}) => {
    const {route} = (JSON.parse(reply.text) as {data: {route: RouteAnswer}}).data;
    return {kind, trip, askedAt, cache: reply.cache, load: versions.indexOf(route.networkVersion), route};
  });
  const mixed = answers.filter(
    ({trip, load, route}) => JSON.stringify(route.routes) !== JSON.stringify(expected[load % 2]?.[trip].routes),
  );
  expect(mixed).toEqual([]);
  const late = answers.filter(({kind, askedAt, load}) => {
    const allowed = kind === 'GET' ? revalidateSeconds * 1000 : 0;
    return swappedAt.some((at, newer) => newer > load && askedAt > at + allowed);
  });
  expect(late.map(({kind, askedAt, load, cache}) => ({kind, load, cache, age: askedAt - swappedAt[load + 1]}))).toEqual(
    [],
  );
  expect([...new Set(answers.map(({load}) => load))].sort()).toEqual([0, 1, 2]);
  expect(new Set(answers.map(({cache}) => cache))).toContain('HIT');
}, 120_000);
