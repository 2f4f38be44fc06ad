import fc from 'fast-check';
import {BadConfig, readConfig} from '../src/config.js';
import {defaultLimits} from '../src/routing/limits.js';

function faults(env: Record<string, string>): Readonly<Record<string, string>> {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof BadConfig) return error.faults;
    throw error;
  }
  return {};
}

test('the limits of an empty environment are those that the domain has by default', () => {
  expect(readConfig({}).limits).toEqual(defaultLimits);
});

test('an empty environment gives the documented defaults', () => {
  expect(readConfig({})).toEqual({
    engine: 'embedded',
    network: null,
    databaseUrl: null,
    databaseAdminUrl: null,
    host: '127.0.0.1',
    port: 4000,
    workers: 1,
    logLevel: 'info',
    limits: {
      maxWaypoints: 25,
      maxMatrixCells: 10_000,
      maxContours: 8,
      maxContourSeconds: 7200,
      maxContourMetres: 200_000,
    },
    drawingThreads: 1,
    searchThreads: 1,
    queryTimeoutMs: 5000,
    queueMax: 1000,
    batchMax: 64,
    poolSize: 3,
    edgeStoreMegabytes: 256,
    persistedQueries: 'auto',
    persistedManifest: null,
    introspection: true,
    graphiql: true,
    corsOrigins: '*',
    cacheMaxAgeSeconds: 300,
    cacheRevalidateSeconds: 10,
    maxQueryTokens: 10_000,
    maxQueryDepth: 15,
    maxQueryAliases: 200,
    maxQueryCost: 10_000,
    drainDelayMs: 0,
    trustProxy: false,
    explainQueries: false,
    metrics: true,
    otlpEndpoint: null,
    otelServiceName: 'roadql',
  });
});

test('an empty variable counts as one that is not set', () => {
  expect(readConfig({PORT: '', DATABASE_URL: '', CORS_ORIGINS: ''})).toEqual(readConfig({}));
});

test('flags go before the environment', () => {
  const config = readConfig(
    {ENGINE: 'pgrouting', PORT: '1', NETWORK: 'a.pbf'},
    {engine: 'embedded', port: 8080, network: 'b.pbf'},
  );
  expect(config).toMatchObject({engine: 'embedded', port: 8080, network: 'b.pbf'});
});

test('every bad variable is reported at once, by name', () => {
  const bad = {
    ENGINE: 'valhalla',
    PORT: '65536',
    WORKERS: '0',
    LOG_LEVEL: 'loud',
    MAX_WAYPOINTS: '1',
    QUERY_TIMEOUT_MS: '5s',
    INTROSPECTION: 'maybe',
    METRICS: 'some',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317',
    CORS_ORIGINS: 'https://a.example, not-an-origin',
    DATABASE_ADMIN_URL: 'mysql://u:hush@h/d',
    PERSISTED_QUERIES: 'sometimes',
    CACHE_REVALIDATE: '1',
  };
  expect(Object.keys(faults(bad)).sort()).toEqual(Object.keys(bad).sort());
  expect(() => readConfig(bad)).toThrow(/PORT: "65536" is not a whole number from 0 to 65535/);
});

test('a message about a URL does not repeat the password in it', () => {
  expect(() => readConfig({DATABASE_URL: 'mysql://u:hush@h/d'})).toThrow(/^(?!.*hush)/s);
});

test('ENGINE=pgrouting needs DATABASE_URL', () => {
  expect(faults({ENGINE: 'pgrouting'})).toEqual({DATABASE_URL: expect.stringContaining('pgrouting') as string});
  expect(readConfig({ENGINE: 'pgrouting', DATABASE_URL: 'postgres://u@h/d'}).databaseUrl).toBe('postgres://u@h/d');
});

test('PERSISTED_QUERIES=only needs a manifest', () => {
  expect(faults({PERSISTED_QUERIES: 'only'})).toEqual({PERSISTED_MANIFEST: expect.stringContaining('only') as string});
  const config = readConfig({PERSISTED_QUERIES: 'only', PERSISTED_MANIFEST: 'documents.json'});
  expect(config).toMatchObject({persistedQueries: 'only', persistedManifest: 'documents.json'});
});

test('EXPLAIN_QUERIES needs an engine that runs queries, and lets nobody keep answers', () => {
  expect(faults({EXPLAIN_QUERIES: 'true'})).toEqual({EXPLAIN_QUERIES: expect.stringContaining('pgrouting') as string});
  const config = readConfig({EXPLAIN_QUERIES: 'true', ENGINE: 'pgrouting', DATABASE_URL: 'postgres://u@h/d'});
  expect(config).toMatchObject({explainQueries: true, cacheMaxAgeSeconds: 0});
});

test('whole numbers are taken only as whole numbers', () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.string()), (value) => {
      const text = String(value);
      fc.pre(text.trim() !== '' && !/^\s*-?\d+\s*$/.test(text));
      expect(Object.keys(faults({QUEUE_MAX: text}))).toEqual(['QUEUE_MAX']);
    }),
  );
});

test('origins are * or a list', () => {
  expect(readConfig({CORS_ORIGINS: 'https://a.example http://localhost:3000'}).corsOrigins).toEqual([
    'https://a.example',
    'http://localhost:3000',
  ]);
  expect(faults({CORS_ORIGINS: 'https://a.example/path'})).toHaveProperty('CORS_ORIGINS');
});

test('the configuration cannot be changed', () => {
  const config = readConfig({CORS_ORIGINS: 'https://a.example'});
  expect([config, config.limits, config.corsOrigins].every((part) => Object.isFrozen(part))).toBe(true);
});
