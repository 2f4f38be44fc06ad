/** The packages that ship ES modules alone; jest runs CommonJS, so these go through the compiler too. */
const esModules = ['flatqueue', 'flatbush', 'delaunator', 'robust-predicates', 'osm-pbf-parser-node', 'cheap-ruler', 'pbf'];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testTimeout: 60_000,
  // Sources name their imports as Node will find them, with .js; jest runs the .ts.
  moduleNameMapper: {'^(\\.{1,2}/.*)\\.js$': '$1'},
  transform: {
    '^.+\\.ts$': ['ts-jest', {diagnostics: false}],
    [`node_modules/(${esModules.join('|')})/.+\\.js$`]: ['ts-jest', {diagnostics: false, tsconfig: {allowJs: true, module: 'CommonJS', moduleResolution: 'Node10', ignoreDeprecations: '6.0', target: 'ES2022', isolatedModules: true}}],
  },
  transformIgnorePatterns: [`node_modules/(?!(${esModules.join('|')})/)`],
};
