import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {BadConfig} from '../../src/config.js';
import {hashOf} from '../../src/graphql/persisted-documents.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {type GraphqlAnswer, graphqlAnswer, openSample, startGateway, type TestGateway} from './gateway.js';

const listed = 'query Listed {network {version}}';
const unlisted = 'query Unlisted {network {source}}';
const folder = mkdtempSync(join(tmpdir(), 'persisted-'));
const manifest = join(folder, 'manifest.json');
writeFileSync(manifest, JSON.stringify({[hashOf(listed)]: listed}));

let engine: RoutingEngine;
let auto: TestGateway;
let other: TestGateway;
let only: TestGateway;
let off: TestGateway;

beforeAll(async () => {
  engine = await openSample();
  auto = await startGateway(engine, {PERSISTED_MANIFEST: manifest});
  other = await startGateway(engine, {PERSISTED_MANIFEST: manifest});
  only = await startGateway(engine, {PERSISTED_MANIFEST: manifest, PERSISTED_QUERIES: 'only'});
  off = await startGateway(engine, {PERSISTED_MANIFEST: manifest, PERSISTED_QUERIES: 'off'});
});
afterAll(async () => {
  for (const gateway of [auto, other, only, off]) await gateway.close();
  await engine.close();
  rmSync(folder, {recursive: true});
});

type Parameters = Readonly<Record<string, string>>;

async function get({url}: TestGateway, parameters: Parameters, headers: Parameters = {}): Promise<GraphqlAnswer> {
  return graphqlAnswer(await fetch(`${url}/graphql?${new URLSearchParams(parameters).toString()}`, {headers}));
}

async function post({url}: TestGateway, body: object, headers: Parameters = {}): Promise<GraphqlAnswer> {
  const own = {'content-type': 'application/json', ...headers};
  return graphqlAnswer(await fetch(`${url}/graphql`, {method: 'POST', headers: own, body: JSON.stringify(body)}));
}

/** The ways in which a client names a document by its hash. */
const apolloForm = (text: string) => ({extensions: {persistedQuery: {version: 1, sha256Hash: hashOf(text)}}});
const documentId = (text: string) => ({documentId: `sha256:${hashOf(text)}`});
const forms = [
  ["Apollo's extension", apolloForm],
  ['documentId', documentId],
] as const;
const inUrl = (body: object): Parameters =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

const code = ({errors}: GraphqlAnswer) => errors?.[0].extensions.code;
const lastReport = ({logged}: TestGateway) => logged.filter(({msg}) => msg === 'graphql').at(-1);

describe.each(forms)('a document asked by %s', (_name, form) => {
  test('of the manifest is answered by every gateway, without having been sent to any, by GET and POST', async () => {
    for (const gateway of [auto, other, only]) {
      const version = {network: {version: expect.any(String) as string}};
      expect(await get(gateway, inUrl(form(listed)))).toMatchObject({status: 200, data: version});
      expect(await post(gateway, form(listed))).toMatchObject({status: 200, data: version});
      expect(lastReport(gateway)).toMatchObject({
        persisted: 'hit',
        documentHash: hashOf(listed),
        operationName: 'Listed',
      });
    }
  });

  test('is registered under auto by a request that has its text too, and known by its hash alone from then on', async () => {
    const text = `query ByGet${_name.length} {network {version}}`;
    expect(code(await get(auto, inUrl(form(text))))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect(lastReport(auto)).toMatchObject({persisted: 'miss', errorCodes: ['PERSISTED_QUERY_NOT_FOUND']});
    expect((await get(auto, inUrl({...form(text), query: text}))).status).toBe(200);
    expect(lastReport(auto)).toMatchObject({persisted: 'registered', documentHash: hashOf(text)});
    // by whichever form
    expect(await get(auto, inUrl(apolloForm(text)))).toMatchObject({status: 200, data: {}});
    expect(await post(auto, documentId(text))).toMatchObject({status: 200, data: {}});
  });

  test('is refused where the text that comes with it has another hash, and stays unknown', async () => {
    const text = `query Wrong${_name.length} {network {version}}`;
    const answer = await post(auto, {...form(text), query: unlisted});
    expect(answer).toMatchObject({status: 400, errors: [{message: 'provided sha does not match query'}]});
    expect(lastReport(auto)).toMatchObject({persisted: 'refused'});
    expect(code(await post(auto, form(text)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('that is no valid query is not registered', async () => {
    const text = `query Invalid${_name.length} {netwrk {version}}`;
    expect(code(await post(auto, {...form(text), query: text}))).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(code(await post(auto, form(text)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('that is unknown answers 200, or 404 in the media type whose answers without data are no success', async () => {
    const accept = 'application/graphql-response+json';
    for (const gateway of [auto, only]) {
      const plain = await get(gateway, inUrl(form(unlisted)));
      const typed = await get(gateway, inUrl(form(unlisted)), {accept});
      expect([plain.status, code(plain), typed.status, code(typed)]).toEqual([
        200,
        'PERSISTED_QUERY_NOT_FOUND',
        404,
        'PERSISTED_QUERY_NOT_FOUND',
      ]);
      expect([plain, typed].map(({headers}) => headers.get('cache-control'))).toEqual(['no-store', 'no-store']);
    }
  });

  test('is not supported under PERSISTED_QUERIES=off, of the manifest or not', async () => {
    for (const text of [listed, unlisted]) {
      expect(code(await post(off, form(text)))).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
      expect(code(await get(off, inUrl({...form(text), query: text})))).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
    }
    expect((await post(off, {query: listed})).status).toBe(200);
  });
});

describe('a documentId', () => {
  const malformed = [
    'sha256:abc',
    `sha256:${hashOf(listed).toUpperCase()}`,
    `md5:${hashOf(listed)}`,
    hashOf(listed),
    '',
    `sha256:${hashOf(listed)}0`,
  ];

  test.each(malformed)('of the form %j is refused by GET and POST, by its name', async (id) => {
    for (const answer of [await get(auto, {documentId: id}), await post(auto, {documentId: id})]) {
      expect(answer).toMatchObject({status: 400, errors: [{extensions: {code: 'BAD_REQUEST'}}]});
      expect(answer.errors![0].message).toContain('documentId');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('is no number, no list and not given twice', async () => {
    const {documentId: id} = documentId(listed);
    for (const body of [{documentId: 1}, {documentId: [id]}]) expect((await post(auto, body)).status).toBe(400);
    const twice = await fetch(`${auto.url}/graphql?documentId=${id}&documentId=${id}`);
    expect(await graphqlAnswer(twice)).toMatchObject({
      status: 400,
      errors: [{message: expect.stringMatching('once') as string}],
    });
  });

  test("does not go with Apollo's extension", async () => {
    expect(await post(auto, {...documentId(listed), ...apolloForm(listed)})).toMatchObject({
      status: 400,
      errors: [{message: expect.stringContaining('not by both') as string}],
    });
  });

  test('that is null counts as none', async () => {
    expect((await post(auto, {documentId: null, query: listed})).data).toBeDefined();
  });

  test('leaves other extensions alone, and bad ones for what they are', async () => {
    expect((await post(auto, {...documentId(listed), extensions: {client: 'map'}})).status).toBe(200);
    expect(code(await get(auto, {...documentId(listed), extensions: '{'}))).toBe('BAD_REQUEST');
    expect(code(await post(auto, {...documentId(listed), extensions: 'x'}))).toBe('BAD_REQUEST');
  });

  test('takes variables and an operation name; an empty name in a URL is none', async () => {
    const text =
      'query A($count: Int!) {nearestNode(at: {lon: -30, lat: 45}, count: $count) {id}} query B {network {version}}';
    const asked = {...documentId(text), variables: {count: 2}, operationName: 'A'};
    expect((await post(auto, {...asked, query: text})).status).toBe(200);
    expect((await get(auto, inUrl(asked))).data).toMatchObject({nearestNode: [{}, {}]});
    expect((await post(auto, {...documentId(text), operationName: 'B'})).data).toHaveProperty('network');
    expect((await get(auto, {...documentId(listed), operationName: ''})).data).toHaveProperty('network');
  });
});

describe('PERSISTED_QUERIES=only', () => {
  const refused = {status: 403, errors: [{extensions: {code: 'QUERY_NOT_IN_MANIFEST'}}]};

  test('answers a text of the manifest', async () => {
    expect((await post(only, {query: listed})).data).toHaveProperty('network');
    expect((await post(only, {...apolloForm(listed), query: listed})).data).toHaveProperty('network');
  });

  test('refuses every other text before it is parsed, by GET and POST, with and without its hash', async () => {
    const preflight = {'apollo-require-preflight': 'yes'};
    for (const query of [unlisted, `${listed} `, '{', '']) {
      expect(await post(only, {query})).toMatchObject(refused);
      expect(await get(only, {query}, preflight)).toMatchObject(refused);
      const registering = {query, ...apolloForm(query)};
      expect(await post(only, registering)).toMatchObject(refused);
      const answer = await get(only, inUrl(registering));
      expect(answer).toMatchObject(refused);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(lastReport(only)).toMatchObject({persisted: 'refused', errorCodes: ['QUERY_NOT_IN_MANIFEST']});
    }
    expect(code(await post(only, apolloForm(unlisted)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  test('refuses introspection, which no manifest of an application holds', async () => {
    expect(await post(only, {query: '{__schema {queryType {name}}}'})).toMatchObject(refused);
  });

  test('is not passed by a list of requests, nor by a query given twice', async () => {
    expect((await post(only, [{query: unlisted}])).data).toBeUndefined();
    const twice = `query=${encodeURIComponent(unlisted)}`;
    const answer = await fetch(`${only.url}/graphql?${twice}&${twice}`, {headers: {'apollo-require-preflight': 'yes'}});
    expect(answer.status).toBe(400);
  });
});

test('a gateway does not start with a manifest that cannot be used, and says all that is wrong with it', async () => {
  const bad = join(folder, 'bad.json');
  writeFileSync(bad, JSON.stringify({abc: listed, [hashOf('{netwrk}')]: '{netwrk}'}));
  const started = startGateway(engine, {PERSISTED_MANIFEST: bad});
  await expect(started).rejects.toThrow(BadConfig);
  await expect(started).rejects.toThrow(/PERSISTED_MANIFEST: .*bad\.json[^]*abc: the sha256[^]*Cannot query field/);
});
