import {type Scrape, scrape} from './scrape.js';
import {ask, engines, routeField, routeQuery, serveSample, type Served, tilePath} from './served.js';

describe.each(engines)('the figures of the %s engine', (engine) => {
  let gateway: Served;
  beforeAll(async () => {
    gateway = await serveSample(engine);
  });
  afterAll(() => gateway.close());

  test('a request is counted once, under its operation and its outcome', async () => {
    const before = await scrape(gateway.url);
    const nowhere = 'query Nowhere {route(waypoints: [{lon: 1, lat: 1}, {lon: 2, lat: 2}]) {routes {duration}}}';
    for (const query of [routeQuery, routeQuery, nowhere, '{nothing}', '{', '{network {version}}']) {
      await (await ask(gateway.url, query)).text();
    }
    const after = await scrape(gateway.url);
    const counted = (operation: string, outcome: string) =>
      after.sum('roadql_requests_total', {operation, outcome}) -
      before.sum('roadql_requests_total', {operation, outcome});
    expect(counted('Across', 'ok')).toBe(2);
    expect(counted('Nowhere', 'POINT_NOT_NEAR_NETWORK')).toBe(1);
    expect(counted('anonymous', 'client_error')).toBe(2);
    expect(counted('anonymous', 'ok')).toBe(1);
    expect(after.sum('roadql_request_duration_seconds_count')).toBe(after.sum('roadql_requests_total'));
  });

  test('what only the health probes and the scrapes ask is no request', async () => {
    const before = (await scrape(gateway.url)).sum('roadql_requests_total');
    for (const path of ['/healthz', '/readyz', '/metrics', '/graphiql', '/nowhere']) await fetch(gateway.url + path);
    expect((await scrape(gateway.url)).sum('roadql_requests_total')).toBe(before);
  });

  test('tiles are counted as such, wherever they lie', async () => {
    const before = await scrape(gateway.url);
    for (const path of [tilePath, '/tiles/0/0/0.mvt', '/tiles/2/0/0.mvt', '/tiles.json']) {
      await (await fetch(gateway.url + path)).arrayBuffer();
    }
    const after = await scrape(gateway.url);
    const counted = (figures: Scrape) => figures.sum('roadql_requests_total', {operation: '/tiles'});
    expect(counted(after) - counted(before)).toBe(3);
    expect(after.sum('roadql_searches_total', {operation: 'tiles', outcome: 'ok'})).toBeGreaterThan(0);
  });

  test('searches are counted one by one, calls of the engine together', async () => {
    const before = await scrape(gateway.url);
    const routes = [0, 1, 2, 3, 4].map((i) => `r${i}: ${routeField(-30.02 - i / 1000)}`);
    await (await ask(gateway.url, `{${routes.join(' ')}}`)).text();
    const after = await scrape(gateway.url);
    const grew = (name: string, operation: string) =>
      after.sum(name, {engine, operation}) - before.sum(name, {engine, operation});
    expect(grew('roadql_searches_total', 'paths')).toBe(5);
    expect(grew('roadql_search_duration_seconds_count', 'paths')).toBe(1);
    expect(after.sum('roadql_searches_total', {engine, operation: 'paths', outcome: 'ok'})).toBeGreaterThanOrEqual(5);
  });

  test('searches are counted by what they ran on, those without a hierarchy apart', async () => {
    const name = {embedded: 'roadql_embedded_searches_total', pgrouting: 'roadql_database_searches_total'}[engine];
    const ran = {embedded: 'hierarchy', pgrouting: 'labels'}[engine];
    const places = '[{lon: -30.0208, lat: 44.9876}, {lon: -29.9844, lat: 45.0131}]';
    const ways = `origins: ${places}, destinations: ${places}`;
    const before = await scrape(gateway.url);
    for (const chosen of ['', 'profile: BICYCLE, objective: SHORTEST, ']) {
      await (await ask(gateway.url, `{route(${chosen}waypoints: ${places}) {routes {distance}}}`)).text();
      await (await ask(gateway.url, `{matrix(${chosen}${ways}) {networkVersion}}`)).text();
    }
    const after = await scrape(gateway.url);
    for (const operation of ['paths', 'costs']) {
      const grew = (searched: string) =>
        after.sum(name, {operation, searched}) - before.sum(name, {operation, searched});
      expect([operation, grew('whole'), grew(ran)]).toEqual([operation, expect.any(Number), grew('whole')]);
      expect(grew('whole')).toBeGreaterThan(0);
    }
  });

  test('the network that is served has one series, with the time of its load', async () => {
    const response = await ask(gateway.url, '{network {version source loadedAt}}');
    const {network} = ((await response.json()) as {data: {network: Record<string, string>}}).data;
    const figures = await scrape(gateway.url);
    const {version, source, loadedAt} = network;
    expect(figures.all('roadql_network_info')).toEqual([
      {name: 'roadql_network_info', labels: {version, source}, value: 1},
    ]);
    expect(figures.sum('roadql_network_loaded_timestamp_seconds')).toBeCloseTo(Date.parse(loadedAt) / 1000, 2);
  });

  test('the answer is in the format that Prometheus reads, and is not kept', async () => {
    const response = await fetch(`${gateway.url}/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

test('only a document that is new is parsed and validated', async () => {
  const gateway = await serveSample('embedded');
  const query = '{network {source edgeCount}}';
  for (let i = 0; i < 3; i++) await (await ask(gateway.url, query)).text();
  const figures = await scrape(gateway.url);
  const times = (phase: string) => figures.sum('roadql_phase_duration_seconds_count', {phase});
  await gateway.close();
  expect({parse: times('parse'), validate: times('validate'), execute: times('execute')}).toEqual({
    parse: 1,
    validate: 1,
    execute: 3,
  });
});

test('the pgRouting engine tells its batches, its connections and what its edge store spared', async () => {
  const gateway = await serveSample('pgrouting');
  for (let i = 0; i < 2; i++) await (await ask(gateway.url, routeQuery)).text();
  const figures = await scrape(gateway.url);
  await gateway.close();
  expect(figures.sum('roadql_batch_size_count', {operation: 'paths'})).toBe(2);
  expect(figures.sum('roadql_queue_wait_seconds_count')).toBe(figures.sum('roadql_batch_size_count'));
  expect(figures.sum('roadql_batch_duration_seconds_count')).toBe(figures.sum('roadql_batch_size_count'));
  const connections = (state: string) => figures.sum('roadql_pool_connections', {state});
  expect(connections('total')).toBeGreaterThan(0);
  expect(connections('waiting')).toBe(0);
  expect(figures.sum('roadql_edge_store_hits_total')).toBeGreaterThan(0);
  expect(figures.sum('roadql_edge_store_bytes')).toBeGreaterThan(0);
});

test('METRICS=false serves no figures', async () => {
  const gateway = await serveSample('embedded', {METRICS: 'false'});
  expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
  expect((await ask(gateway.url, routeQuery)).status).toBe(200);
  await gateway.close();
});
