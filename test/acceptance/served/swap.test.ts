import {buildFromFile, identifySource} from '../../../loader/build-from-file.js';
import {openEmbeddedEngine} from '../../../src/engines/embedded/engine.js';
import {startGateway} from '../../http/gateway.js';
import {roadql} from '../../loader/cli/roadql.js';
import {createDatabase, type TestDatabase} from '../../stack/database.js';
import {startMixedLoad} from './mixed-load.js';
import {type Service, startService} from './service.js';
import {townFile, tripsInTown} from './town-files.js';
import {contentOf, type Trip, tripDocument, versionsOf} from './trip-document.js';

const trips = tripsInTown(20);
const revalidateSeconds = 3;
/** Between two looks at which network is current, which is how exactly the time of a swap is known. */
const lookEveryMs = 20;

let database: TestDatabase;
let service: Service;

beforeAll(async () => {
  database = await createDatabase({statementTimeoutMs: 20_000});
});

afterAll(async () => {
  await service?.stop();
  await database?.drop();
});

test('a network that is loaded under load through Nginx is answered in time, and no answer is of two', async () => {
  const files = ['before', 'after'].map(townFile);
  const contents = await Promise.all(files.map(contentsAlone));
  const versions = [await load(files[0])];
  service = await startService({
    ENGINE: 'pgrouting',
    DATABASE_URL: database.gatewayUrl,
    QUERY_TIMEOUT_MS: '15000',
    CACHE_REVALIDATE: String(revalidateSeconds),
  });

  const clients = startMixedLoad(service.nginx.url, {clients: 50, trips});
  await clients.more(400);
  const swap = whenCurrentIsNot(versions[0]);
  versions.push(await load(files[1]));
  const swappedAt = await swap;
  await pause(revalidateSeconds * 1000 - (performance.now() - swappedAt));
  await clients.more(400);
  const heard = await clients.stop();

  expect(heard.filter(({data}) => data === null)).toEqual([]);
  const answers = heard.map(({data, ...rest}) => ({...rest, data: data!, versions: [...versionsOf(data!)]}));
  expect(answers.filter((answer) => answer.versions.length > 1)).toEqual([]);
  const wrong = answers.filter(
    ({trip, data, versions: [version]}) => contentOf(data) !== contents[versions.indexOf(version)]?.[trip],
  );
  expect(wrong).toEqual([]);
  const late = answers.filter(({kind, askedAt, versions: [version]}) => {
    // what no cache may hold is asked of the database itself
    const allowedMs = lookEveryMs + (kind === 'repeated GET' ? revalidateSeconds * 1000 : 0);
    return version === versions[0] && askedAt > swappedAt + allowedMs;
  });
  expect(late).toEqual([]);
  const fromCache = answers.filter(({headers}) => headers['x-cache'] === 'HIT');
  expect(new Set(fromCache.map((answer) => answer.versions[0]))).toEqual(new Set(versions));
}, 90_000);

/** @returns the version that is served now */
async function load(file: string): Promise<string> {
  const {code, stdout} = await roadql(['load', file, '--json'], {DATABASE_ADMIN_URL: database.adminUrl});
  expect(code).toBe(0);
  return (JSON.parse(stdout) as {version: string}).version;
}

/** What a gateway says of each trip that has this file's network alone, in its own process. */
async function contentsAlone(file: string): Promise<string[]> {
  const options = {onProgress: () => undefined, signal: new AbortController().signal};
  const engine = openEmbeddedEngine(await buildFromFile(await identifySource(file), options));
  const gateway = await startGateway(engine, {LOG_LEVEL: 'error'});
  try {
    const answers = await Promise.all(trips.map((waypoints) => gateway.ask(tripDocument, {waypoints})));
    return answers.map(({data}) => contentOf(data as unknown as Trip));
  } finally {
    await gateway.close();
    await engine.close();
  }
}

/** When the database begins to serve another network, by `performance.now()`. */
async function whenCurrentIsNot(version: string): Promise<number> {
  for (;;) {
    const [{current}] = await database.query<{current: string}>(
      'SELECT network.version AS current FROM current_network JOIN network ON network.id = current_network.network',
    );
    if (current !== version) return performance.now();
    await pause(lookEveryMs);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
