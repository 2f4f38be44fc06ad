import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {documentLimits} from '../../src/graphql/document-limits.js';
import {hashOf} from '../../src/graphql/persisted-documents.js';
import {BadManifest, readManifest} from '../../src/graphql/persisted-manifest.js';
import {buildGatewaySchema} from '../../src/graphql/schema.js';

const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
afterAll(() => rmSync(folder, {recursive: true}));

const schema = buildGatewaySchema();
const rules = documentLimits({maxQueryDepth: 15, maxQueryAliases: 3});
const text = 'query Version {network {version}}';

function read(content: unknown) {
  const path = join(folder, 'manifest.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return readManifest(path, {schema, rules, maxQueryTokens: 200});
}

function faultsOf(content: unknown): readonly string[] {
  try {
    read(content);
  } catch (error) {
    if (error instanceof BadManifest) return error.faults;
    throw error;
  }
  return [];
}

const apollo = (...operations: object[]) => ({format: 'apollo-persisted-query-manifest', version: 1, operations});
const known = new Map([[hashOf(text), {text, operationName: 'Version'}]]);

test("Apollo's manifest is read", () => {
  expect(read(apollo({id: hashOf(text), name: 'Version', type: 'query', body: text}))).toEqual(known);
});

test('a flat map of hashes to documents is read, with and without the prefix of the algorithm', () => {
  expect(read({[hashOf(text)]: text})).toEqual(known);
  expect(read({[`sha256:${hashOf(text)}`]: text})).toEqual(known);
});

test('an empty manifest is one', () => {
  expect([read({}).size, read(apollo()).size]).toEqual([0, 0]);
});

test('every fault of every document is told at once, by the name of the document', () => {
  const unknown = 'query Unknown {netwrk {version}}';
  const broken = 'query Broken {';
  const faults = faultsOf(
    apollo(
      {id: 'abc', name: 'Moved', body: text},
      {id: hashOf(unknown), name: 'Unknown', body: unknown},
      {id: hashOf(broken), name: 'Broken', body: broken},
    ),
  );
  expect(faults).toEqual([
    `Moved (abc): the sha256 of its text is ${hashOf(text)}`,
    expect.stringMatching(/^Unknown \(\w{64}\): Cannot query field "netwrk"/),
    expect.stringMatching(/^Broken \(\w{64}\): Syntax Error/),
  ]);
});

const refused: [what: string, document: string, fault: RegExp][] = [
  ['a mutation', 'mutation M {network}', /it is a mutation, and the schema has queries alone/],
  ['a subscription', 'subscription S {network}', /it is a subscription/],
  ['a document of fragments alone', 'fragment F on Network {version}', /it has no operation|never used/],
  ['more tokens than a query may have', `{network {${'version '.repeat(300)}}}`, /tokens/],
  ['more aliases than a query may have', `{${'abcd'.replace(/./g, '$&: network {version} ')}}`, /more than 3 aliases/],
];

test.each(refused)('%s is refused, as the gateway would refuse it', (_what, document, fault) => {
  expect(faultsOf({[hashOf(document)]: document}).join('\n')).toMatch(fault);
});

const unreadable: [what: string, content: unknown][] = [
  ['no JSON', '{"a":'],
  ['a list', []],
  ['another format', {format: 'relay', operations: []}],
  ['another version', {...apollo(), version: 2}],
  ['operations without their texts', apollo({id: hashOf(text)})],
  ['a map of something else', {a: {b: 1}}],
];

test.each(unreadable)('%s is refused in words', (_what, content) => {
  expect(() => read(content)).toThrow(BadManifest);
  expect(() => read(content)).toThrow(/manifest\.json cannot be used:\n {4}\S/);
});

test('a file that is not there is refused by its name', () => {
  const path = join(folder, 'absent.json');
  expect(() => readManifest(path, {schema, rules, maxQueryTokens: 200})).toThrow(/absent\.json.*\n.*ENOENT/);
});
