import {roadql} from '../../loader/cli/roadql.js';
import {scrape} from '../../metrics/scrape.js';
import {ask} from '../../nginx/ask.js';
import {createDatabase, type TestDatabase} from '../../stack/database.js';
import {type Service, startService} from './service.js';
import {townFile, tripsInTown} from './town-files.js';
import {tripPath} from './trip-document.js';

let database: TestDatabase;
const file = townFile('town');
const [trip] = tripsInTown(1);

beforeAll(async () => {
  database = await createDatabase();
  await roadql(['load', file], {DATABASE_ADMIN_URL: database.adminUrl});
});

afterAll(() => database?.drop());

describe.each(['embedded', 'pgrouting'])('behind Nginx, the %s engine searches nothing for', (engine) => {
  let service: Service;
  let url: string;
  let etag: string;

  beforeAll(async () => {
    service = await startService({
      ENGINE: engine,
      DATABASE_URL: database.gatewayUrl,
      NETWORK: file,
      CACHE_REVALIDATE: '3',
    });
    url = service.nginx.url + tripPath(trip);
    const {headers} = await ask(url);
    etag = String(headers.etag);
  });

  afterAll(() => service?.stop());

  /** What both gateways have searched so far; a look at which network is loaded, once a second, is no search. */
  async function searches(): Promise<number> {
    const scrapes = await Promise.all(service.gateways.map((gateway) => scrape(gateway.url)));
    return scrapes
      .flatMap((figures) => figures.all('roadql_searches_total'))
      .filter(({labels}) => labels.operation !== 'network')
      .reduce((sum, {value}) => sum + value, 0);
  }

  test('what the cache holds, and what it has to ask about again', async () => {
    const before = await searches();
    expect(before).toBeGreaterThan(0);
    const caches = new Set<string | undefined>();
    // fresh at first, then past its time, and fresh again
    while (!caches.has('HIT') || (!caches.has('STALE') && !caches.has('REVALIDATED'))) {
      const {status, cache} = await ask(url);
      expect(status).toBe(200);
      caches.add(cache);
    }
    expect(await searches()).toBe(before);
  });

  test('a client that has the answer already, whichever gateway it asks', async () => {
    const before = await searches();
    for (const gateway of service.gateways) {
      for (let i = 0; i < 50; i++) {
        expect((await ask(gateway.url + tripPath(trip), {headers: {'if-none-match': etag}})).status).toBe(304);
      }
    }
    expect((await ask(url, {headers: {'if-none-match': etag}})).status).toBe(304);
    expect(await searches()).toBe(before);
  });
});
