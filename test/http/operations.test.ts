import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buildSchema, parse, print, validate} from 'graphql';
import {documentLimits} from '../../src/graphql/document-limits.js';
import {hashOf} from '../../src/graphql/persisted-documents.js';
import {readManifest} from '../../src/graphql/persisted-manifest.js';
import {buildGatewaySchema} from '../../src/graphql/schema.js';
import {examplesFor} from '../../src/http/examples.js';
import {readConfig} from '../../src/config.js';
import {packageRoot} from '../../src/package-root.js';
import {graphqlAnswer, openSample, startGateway} from './gateway.js';

const folder = join(packageRoot, 'schema/operations');
const manifestPath = join(folder, 'persisted-query-manifest.json');
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => name.replace('.graphql', ''));
const textOf = (name: string) => readFileSync(join(folder, `${name}.graphql`), 'utf8');
const manifest = () =>
  (JSON.parse(readFileSync(manifestPath, 'utf8')) as {operations: {id: string; name: string; body: string}[]})
    .operations;

test.each(names)('%s is valid in the committed schema, and its only operation has the name of its file', (name) => {
  const document = parse(textOf(name));
  expect(validate(buildSchema(readFileSync(join(packageRoot, 'schema/schema.graphql'), 'utf8')), document)).toEqual([]);
  expect(document.definitions).toMatchObject([{kind: 'OperationDefinition', name: {value: name}}]);
});

test('the committed manifest is what `npm run manifest` writes', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'operations-'));
  try {
    const config = join(scratch, 'persisted-query-manifest.config.json');
    const committed = JSON.parse(readFileSync(join(folder, 'persisted-query-manifest.config.json'), 'utf8')) as {
      output: string;
    };
    expect(join(packageRoot, committed.output)).toBe(manifestPath);
    writeFileSync(config, JSON.stringify({...committed, output: join(scratch, 'manifest.json')}));
    execFileSync('npx', ['generate-persisted-query-manifest', '--config', config], {cwd: packageRoot, stdio: 'pipe'});
    expect(readFileSync(join(scratch, 'manifest.json'), 'utf8')).toBe(readFileSync(manifestPath, 'utf8'));
  } finally {
    rmSync(scratch, {recursive: true});
  }
});

test('the manifest holds each document, as Apollo Client sends it: without comments, with the names of types', () => {
  expect(manifest().map(({name}) => name)).toEqual([...names].sort());
  for (const {id, name, body} of manifest()) {
    expect(id).toBe(hashOf(body));
    expect(print(parse(body.replaceAll(/\n *__typename/g, '')))).toBe(print(parse(textOf(name))));
  }
});

test('a gateway with default limits takes the manifest', () => {
  const config = readConfig({});
  const rules = documentLimits(config);
  const read = readManifest(manifestPath, {schema: buildGatewaySchema(), rules, maxQueryTokens: config.maxQueryTokens});
  expect([...read.values()].map(({operationName}) => operationName)).toEqual([...names].sort());
});

test('a gateway that answers nothing else answers each of them by its hash, on the sample', async () => {
  const engine = await openSample();
  const gateway = await startGateway(engine, {PERSISTED_QUERIES: 'only', PERSISTED_MANIFEST: manifestPath});
  try {
    const examples = await examplesFor(engine, new AbortController().signal);
    const variablesOf = (name: string) => examples.find((example) => name.startsWith(example.name))!.variables;
    for (const {id, name} of manifest()) {
      const search = new URLSearchParams({documentId: `sha256:${id}`, variables: JSON.stringify(variablesOf(name))});
      const {status, errors, data} = await graphqlAnswer(await fetch(`${gateway.url}/graphql?${search.toString()}`));
      expect({name, status, errors}).toEqual({name, status: 200, errors: undefined});
      expect(Object.values(data!)).not.toContain(null);
    }
  } finally {
    await gateway.close();
    await engine.close();
  }
});
