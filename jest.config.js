/** The packages that ship ES modules alone; jest runs CommonJS, so these go through the compiler too. */
const esModules = [
  // no ES module, but it imports Node's own modules as one does
  '@opentelemetry/otlp-exporter-base',
  'flatqueue',
  'flatbush',
  'delaunator',
  'robust-predicates',
  'osm-pbf-parser-node',
  'cheap-ruler',
  'pbf',
  'lineclip',
  '@maplibre/vt-pbf',
  '@mapbox/point-geometry',
  '@mapbox/vector-tile',
  'node-pg-migrate',
  'content-disposition',
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testTimeout: 60_000,
  // One PostgreSQL with pgRouting, behind one PgBouncer, for the whole run.
  globalSetup: '<rootDir>/test/stack/global-setup.mjs',
  globalTeardown: '<rootDir>/test/stack/global-teardown.mjs',
  // Sources name their imports as Node will find them, with .js; jest runs the .ts.
  moduleNameMapper: {'^(\\.{1,2}/.*)\\.js$': '$1'},
  transform: {
    [`node_modules/(${esModules.join('|')})/.+\\.js$`]: '<rootDir>/test/stack/es-module-transform.mjs',
    '^.+\\.ts$': ['ts-jest', {diagnostics: false}],
  },
  transformIgnorePatterns: [`node_modules/(?!(${esModules.join('|')})/)`],
};
