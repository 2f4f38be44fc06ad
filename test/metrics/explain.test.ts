import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import type {Explanation} from '../../src/graphql/explain.js';
import {ask, loadedDatabase, routeField, routeQuery, serveSample, type Served} from './served.js';

const run = promisify(execFile);

interface Answer {
  readonly data: Record<string, unknown> | null;
  readonly errors?: readonly {readonly extensions: {readonly code: string}}[];
  readonly extensions?: {readonly explain: readonly Explanation[]};
}

async function answerOf(response: Response | Promise<Response>): Promise<Answer> {
  return (await (await response).json()) as Answer;
}

describe('with EXPLAIN_QUERIES=true', () => {
  let gateway: Served;
  beforeAll(async () => {
    gateway = await serveSample('pgrouting', {EXPLAIN_QUERIES: 'true'});
  });
  afterAll(() => gateway.close());

  test('an answer tells each statement that was run for it, in order', async () => {
    const {explain} = (await answerOf(ask(gateway.url, routeQuery))).extensions!;
    expect(explain.map(({statement}) => statement)).toEqual(['snap.sql', 'paths.sql', 'edges.sql']);
    expect(explain[1]).toMatchObject({
      sql: expect.stringContaining('pgr_dijkstra(') as string,
      rows: 1,
      searched: 'labels',
      error: null,
      batch: {operation: 'paths', searches: 1, requests: 1},
    });
    for (const {milliseconds, batch} of explain) {
      expect(milliseconds).toBeGreaterThan(0);
      expect(batch.waitedMilliseconds).toBeGreaterThanOrEqual(0);
    }
  });

  test('what is pasted into psql gives the same rows', async () => {
    const query = `{
      ${routeField(-30.02)}
      nearestNode(at: {lon: -30, lat: 45}, count: 3) { id }
      isochrone(origins: [{lon: -30, lat: 45}], contours: [{time: 120}]) { contours { area } }
      matrix(origins: [{lon: -30, lat: 45}], destinations: [{lon: -29.99, lat: 45}, {lon: -30.01, lat: 45}]) { networkVersion }
      network { version }
    }`;
    const {errors, extensions} = await answerOf(ask(gateway.url, query));
    expect(errors).toBeUndefined();
    const {adminUrl} = await loadedDatabase();
    const ran = new Set<string>();
    for (const {statement, psql, rows} of extensions!.explain) {
      const pasted = run('psql', [...'-X -q -t -A -R \u001e -v ON_ERROR_STOP=1'.split(' '), adminUrl]);
      pasted.child.stdin!.end(psql);
      const {stdout} = await pasted;
      const records = stdout.split('\u001e').filter((record) => record.trim() !== '');
      expect([statement, records.length]).toEqual([statement, rows]);
      ran.add(statement);
    }
    expect([...ran].sort()).toEqual(
      [
        'costs.sql',
        'edges-within.sql',
        'edges.sql',
        'nearest-nodes.sql',
        'network.sql',
        'paths.sql',
        'reach.sql',
        'snap.sql',
      ].sort(),
    );
  });

  test('requests that share a batch both tell of it', async () => {
    const answers = await Promise.all(
      Array.from({length: 8}, (_, i) => answerOf(ask(gateway.url, `{${routeField(-30.0208 + 0.0002 * i)}}`))),
    );
    const batches = answers.map(({extensions}) =>
      extensions!.explain.find(({statement}) => statement === 'paths.sql')!,
    );
    const shared = batches.filter(({batch}) => batch.requests > 1);
    expect(shared.length).toBeGreaterThan(1);
    for (const {batch, parameters} of shared) {
      expect(batches.filter((other) => other.batch.number === batch.number)).toHaveLength(batch.requests);
      expect(parameters[5]).toHaveLength(batch.searches);
    }
  });

  test('a whole search says so, and aliases of one request are one batch', async () => {
    const field = (lon: number) =>
      `route(profile: BICYCLE, objective: SHORTEST, waypoints: [{lon: ${lon}, lat: 44.99}, {lon: -29.99, lat: 45.01}]) {routes {distance}}`;
    const {extensions} = await answerOf(ask(gateway.url, `{a: ${field(-30.01)} b: ${field(-30.012)}}`));
    const paths = extensions!.explain.filter(({statement}) => statement === 'paths.sql');
    expect(paths).toMatchObject([{searched: 'whole', rows: 2, batch: {searches: 2, requests: 1}}]);
  });

  test('nobody keeps an answer, and one without searches tells of none', async () => {
    const headers = {'apollo-require-preflight': '1'};
    const url = `${gateway.url}/graphql?${new URLSearchParams({query: '{__typename}'}).toString()}`;
    const response = await fetch(url, {headers});
    expect([response.headers.get('cache-control'), response.headers.get('etag')]).toEqual(['no-store', null]);
    expect((await answerOf(response)).extensions).toEqual({explain: []});
  });
});

test('a statement that fails is told of with its error', async () => {
  const gateway = await serveSample('pgrouting', {EXPLAIN_QUERIES: 'true'});
  const {query} = await loadedDatabase();
  await query('ALTER TABLE shortcut RENAME TO shortcut_away');
  const {errors, extensions} = await answerOf(ask(gateway.url, routeQuery));
  await query('ALTER TABLE shortcut_away RENAME TO shortcut');
  await gateway.close();
  expect(errors?.[0].extensions.code).toBe('NETWORK_UNAVAILABLE');
  expect(extensions!.explain.at(-1)).toMatchObject({
    statement: 'paths.sql',
    rows: null,
    error: expect.stringContaining('"shortcut" does not exist') as string,
  });
});

test('a statement that is cut off is told of all the same', async () => {
  const gateway = await serveSample('pgrouting', {EXPLAIN_QUERIES: 'true', QUERY_TIMEOUT_MS: '300'});
  const {query} = await loadedDatabase();
  const blocker = query('BEGIN; LOCK TABLE edge IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(1.2); COMMIT');
  await new Promise((resolve) => setTimeout(resolve, 150));
  const {errors, extensions} = await answerOf(ask(gateway.url, routeQuery));
  await blocker;
  await gateway.close();
  expect(errors?.[0].extensions.code).toBe('TIMEOUT');
  expect(extensions!.explain).toMatchObject([{statement: 'snap.sql', rows: null}]);
});

test('without it an answer says nothing of its SQL', async () => {
  const gateway = await serveSample('pgrouting');
  const answer = await answerOf(ask(gateway.url, routeQuery));
  await gateway.close();
  expect(answer.data).toMatchObject({route: {routes: [{duration: expect.any(Number) as number}]}});
  expect(answer.extensions).toBeUndefined();
});
