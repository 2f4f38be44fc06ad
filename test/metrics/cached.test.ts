import {createHash} from 'node:crypto';
import {scrape} from './scrape.js';
import {engines, routeQuery, serveSample, type Served} from './served.js';

const hash = createHash('sha256').update(routeQuery).digest('hex');

/** Asks a persisted query by GET, as Apollo's clients do. */
function get(url: string, sha256Hash: string, query?: string, headers: Record<string, string> = {}): Promise<Response> {
  const parameters = new URLSearchParams({extensions: JSON.stringify({persistedQuery: {version: 1, sha256Hash}})});
  if (query !== undefined) parameters.set('query', query);
  return fetch(`${url}/graphql?${parameters.toString()}`, {headers});
}

describe.each(engines)('persisted queries on the %s engine', (engine) => {
  let gateway: Served;
  beforeAll(async () => {
    gateway = await serveSample(engine);
  });
  afterAll(() => gateway.close());

  test('each hash that is asked is counted by what came of it', async () => {
    const results = async () => {
      const figures = await scrape(gateway.url);
      const count = (result: string) => figures.sum('roadql_persisted_queries_total', {result});
      return {miss: count('miss'), registered: count('registered'), hit: count('hit'), refused: count('refused')};
    };
    expect(await results()).toEqual({miss: 0, registered: 0, hit: 0, refused: 0});
    await (await get(gateway.url, hash)).text();
    await (await get(gateway.url, hash, routeQuery)).text();
    await (await get(gateway.url, hash)).text();
    expect(await results()).toEqual({miss: 1, registered: 1, hit: 1, refused: 0});
  });

  test('a 304 is counted under its operation, and searches nothing', async () => {
    const etag = (await get(gateway.url, hash, routeQuery)).headers.get('etag');
    expect(etag).not.toBeNull();
    const before = await scrape(gateway.url);
    for (let i = 0; i < 3; i++) {
      expect((await get(gateway.url, hash, undefined, {'if-none-match': String(etag)})).status).toBe(304);
    }
    const after = await scrape(gateway.url);
    const grew = (name: string, labels = {}) => after.sum(name, labels) - before.sum(name, labels);
    expect(grew('roadql_not_modified_total')).toBe(3);
    expect(grew('roadql_requests_total', {operation: 'Across', outcome: 'ok'})).toBe(3);
    expect(grew('roadql_searches_total')).toBe(0);
    expect(grew('roadql_search_duration_seconds_count')).toBe(0);
    expect(grew('roadql_phase_duration_seconds_count')).toBe(0);
  });
});
