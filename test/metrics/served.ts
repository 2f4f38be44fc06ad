import {openNetwork} from '../../loader/open-network.js';
import {writeToDatabase} from '../../loader/sinks/database.js';
import {readConfig} from '../../src/config.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import {type Gateway, serve} from '../../src/main.js';
import {createDatabase, type TestDatabase} from '../stack/database.js';

type Env = Readonly<Record<string, string>>;

/** A gateway as `roadql serve` runs it, on the sample city. */
export interface Served extends Gateway {
  readonly engine: 'embedded' | 'pgrouting';
}

/** The engines that the sample is served by. */
export const engines = ['embedded', 'pgrouting'] as const;

/** Serves the sample city by an engine; the pgRouting engine's database is the suite's own. */
export async function serveSample(engine: Served['engine'], env: Env = {}): Promise<Served> {
  const database = engine === 'pgrouting' ? {DATABASE_URL: (await loadedDatabase()).gatewayUrl} : {};
  const config = readConfig({ENGINE: engine, PORT: '0', LOG_LEVEL: 'silent', ...database, ...env});
  const gateway = await serve(config, {openNetwork: () => openSample(), print: () => undefined});
  return {...gateway, engine};
}

/** Asks a gateway a query by POST. */
export async function ask(
  url: string,
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {'content-type': 'application/json', ...headers},
    body: JSON.stringify({query}),
  });
}

/** A route across the sample city, from a place that may be moved a little. */
export const routeField = (fromLon = -30.0208) =>
  `route(waypoints: [{lon: ${fromLon}, lat: 44.9876}, {lon: -29.9844, lat: 45.0131}]) {routes {duration}}`;
export const routeQuery = `query Across {${routeField()}}`;

/** A tile with roads of the sample city. */
export const tilePath = '/tiles/12/1706/1473.mvt';

/** The suite's database with the sample in it, loaded when first asked for. */
export function loadedDatabase(): Promise<TestDatabase> {
  return (database ??= loadSample());
}

let database: Promise<TestDatabase> | undefined;

afterAll(async () => {
  await (await database)?.drop();
});

async function loadSample(): Promise<TestDatabase> {
  const [made, network] = await Promise.all([createDatabase(), openSample()]);
  await writeToDatabase(network, {adminUrl: made.adminUrl, statistics: networkStatistics(network)});
  return made;
}

function openSample() {
  return openNetwork(null, () => undefined, new AbortController().signal);
}
