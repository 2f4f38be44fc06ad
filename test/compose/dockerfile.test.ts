import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {each} from './compose-file.js';
import {all, commandOf, copiesOf, image, pairsOf, stages} from './dockerfile.js';

const {version} = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {version: string};
const allowed = readFileSync(join(packageRoot, '.dockerignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const fromContext = stages.flatMap((stage) => copiesOf(stage).filter(({from}) => from === undefined));

test('every stage starts from an image by version and digest', () => {
  expect(stages.length).toBeGreaterThan(1);
  for (const {base} of stages) expect(base).toMatch(/^node:20\.\d+\.\d+-bookworm-slim@sha256:[0-9a-f]{64}$/);
});

test('the image runs as an account of its own number, by a command that needs no shell', () => {
  expect(all(image, 'USER')).toEqual(['10001:10001']);
  expect(commandOf('ENTRYPOINT')).toEqual(['node', '--enable-source-maps', 'dist/loader/cli.js']);
  expect(commandOf('CMD')).toEqual(['serve']);
  const [probe] = all(image, 'HEALTHCHECK');
  expect(probe).toContain(' CMD ["node", ');
});

test('nothing comes from the network but the packages of the lock file, whose scripts do not run', () => {
  const everything = stages.flatMap(({instructions}) => instructions);
  expect(everything.filter(({keyword}) => keyword === 'ADD')).toEqual([]);
  expect(stages.flatMap((stage) => all(stage, 'RUN'))).toEqual([
    expect.stringMatching(/^npm ci --ignore-scripts /) as string,
    'npm run build',
    expect.stringMatching(/^npm ci --omit=dev --ignore-scripts /) as string,
  ]);
});

test('what is copied is there, and .dockerignore lets through that and nothing else', () => {
  const sources = fromContext.flatMap((copy) => copy.sources);
  expect(sources.filter((source) => !existsSync(join(packageRoot, source)))).toEqual([]);
  expect(allowed[0]).toBe('*');
  const entries = allowed.slice(1).map((line) => line.replace(/^!/, ''));
  const under = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
  expect(sources.filter((source) => !entries.some((entry) => under(source, entry)))).toEqual([]);
  expect(entries.filter((entry) => !sources.some((source) => under(source, entry)))).toEqual([]);
});

test('label and tags are the version of package.json', () => {
  expect(pairsOf(image, 'LABEL')['org.opencontainers.image.version']).toBe(version);
  const own = each.filter(([, {build}]) => build !== undefined);
  expect(own.map(([name]) => name)).toEqual(['migrate', 'loader', 'gateway']);
  for (const [, service] of own) expect(service.image).toBe(`ghcr.io/roadql/roadql:${version}`);
});
