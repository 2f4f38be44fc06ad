import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {packageRoot} from '../src/package-root.js';

/** Who may import whom: the folder of a file → the folders that it may import from, besides its own. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/main.ts': [
    'src/workers.ts',
    'src/observe.ts',
    'src/http',
    'src/metrics',
    'src/graphql',
    'src/routing',
    'src/engines',
    'src/graph',
    'src/config.ts',
  ],
  'src/observe.ts': ['src/http', 'src/graphql', 'src/metrics', 'src/tracing', 'src/config.ts'],
  'src/workers.ts': [],
  'src/config.ts': [],
  'src/package-root.ts': [],
  'src/http': ['src/metrics', 'src/threads', 'src/tracing', 'src/graphql', 'src/routing', 'src/config.ts'],
  'src/metrics': ['src/graphql', 'src/routing'],
  'src/threads': ['src/routing'],
  'src/tracing': ['src/routing'],
  'src/graphql': ['src/routing', 'src/routing/cost.ts'],
  // what the packed cost of an arc is, the hierarchies that are built and the engines that search them both know
  'src/routing/cost.ts': [],
  'src/routing': ['src/routing/cost.ts', 'src/profiles'],
  'src/profiles': [],
  'src/graph': ['src/routing/cost.ts', 'src/profiles'],
  'src/engines': ['src/routing', 'src/routing/cost.ts', 'src/graph', 'src/postgres', 'src/profiles'],
  'src/postgres': ['src/routing'],
  loader: ['src/profiles', 'src/graph', 'src/postgres', 'src/config.ts', 'src/main.ts', 'database'],
  database: ['src/postgres', 'src/config.ts'],
  data: [],
  benchmarks: [
    'data',
    'loader',
    'database',
    'src/graph',
    'src/routing',
    'src/routing/cost.ts',
    'src/engines',
    'src/profiles',
    'src/postgres',
  ],
};

const units = Object.keys(mayImport).sort((a, b) => b.length - a.length);

function unitOf(file: string): string | undefined {
  return units.find((unit) => file === unit || file.startsWith(`${unit}/`));
}

function sources(folder: string): string[] {
  return readdirSync(join(packageRoot, folder), {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(packageRoot, join(entry.parentPath, entry.name)));
}

const files = ['src', 'loader', 'database', 'data', 'benchmarks'].flatMap(sources);

function importsOf(file: string): string[] {
  const text = readFileSync(join(packageRoot, file), 'utf8');
  return [...text.matchAll(/(?:from|import|import\()\s*'(\.[^']+)'/g)].map(([, path]) =>
    relative(packageRoot, resolve(packageRoot, dirname(file), path)).replace(/\.js$/, '.ts'),
  );
}

test('every source file belongs to a place that says whom it may import', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => unitOf(file) === undefined)).toEqual([]);
});

test('imports go one way: main → http → graphql → routing ← engines → graph, postgres', () => {
  const wrong = files.flatMap((file) => {
    const unit = unitOf(file)!;
    const allowed = new Set([unit, 'src/package-root.ts', ...mayImport[unit]]);
    return importsOf(file)
      .filter((target) => !allowed.has(unitOf(target) ?? target))
      .map((target) => `${file} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('the two engines never see each other', () => {
  const wrong = files
    .filter((file) => /^src\/engines\/(embedded|pgrouting)\//.test(file))
    .flatMap((file) => importsOf(file).map((target) => [file, target]))
    .filter(([file, target]) => {
      const [, own] = /^src\/engines\/(\w+)\//.exec(file)!;
      return (
        target.startsWith('src/engines/') &&
        /^src\/engines\/\w+\//.test(target) &&
        !target.startsWith(`src/engines/${own}/`)
      );
    });
  expect(wrong).toEqual([]);
});

test('only the edges of the program read the environment', () => {
  const readers = files.filter((file) => /process\.env\b/.test(readFileSync(join(packageRoot, file), 'utf8')));
  expect(readers.filter((file) => !/^(loader|database|benchmarks)\//.test(file) && file !== 'src/main.ts')).toEqual([]);
});
