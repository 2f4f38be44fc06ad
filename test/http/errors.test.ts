import {request} from 'node:http';
import {loadingEngine} from '../../src/http/loading-engine.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {NoRoute, Overloaded, Timeout} from '../../src/routing/errors.js';
import {startGateway, type TestGateway} from './gateway.js';

let gateway: TestGateway | undefined;
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

/** An engine that has a network and answers nothing else, but for what the test gives it. */
function engineWith(verbs: Partial<RoutingEngine>): RoutingEngine {
  const network = {
    version: 'v1',
    source: 'town.osm.pbf',
    loadedAt: new Date(0),
    bbox: [0, 0, 1, 1] as const,
    nodeCount: 2,
    edgeCount: 1,
    profiles: ['CAR'] as const,
    attribution: 'drawn by hand',
  };
  return {...loadingEngine('embedded'), network: () => Promise.resolve(network), ...verbs};
}

const start = async (verbs: Partial<RoutingEngine>, env?: Record<string, string>) =>
  (gateway = await startGateway(engineWith(verbs), env));
const node = 'nearestNode(at: {lon: 1, lat: 1}) {id}';
const failsWith = (error: Error) => ({nearestNodes: () => Promise.reject(error)});

test('what nobody foresaw is masked, logged with its cause, and found by the request id', async () => {
  const {ask, logged} = await start(failsWith(new Error('password=secret', {cause: new Error('the wire broke')})));
  const {status, data, errors, headers} = await ask(`{${node} network {version}}`);
  expect({status, data}).toEqual({status: 200, data: {nearestNode: null, network: {version: 'v1'}}});
  const requestId = headers.get('x-request-id');
  expect(errors).toMatchObject([
    {message: 'Internal server error.', path: ['nearestNode'], extensions: {code: 'INTERNAL_SERVER_ERROR', requestId}},
  ]);
  expect(Object.keys(errors![0].extensions)).toEqual(['code', 'requestId']);
  const entry = logged.find(({msg}) => msg === 'internal error');
  expect(entry).toMatchObject({requestId, path: ['nearestNode']});
  expect(JSON.stringify(entry)).toContain('the wire broke');
});

test('a value that the schema does not allow is masked too', async () => {
  const {ask} = await start({network: () => Promise.resolve({} as never)});
  const {errors} = await ask('{network {version}}');
  expect(errors![0]).toMatchObject({message: 'Internal server error.', extensions: {code: 'INTERNAL_SERVER_ERROR'}});
});

test("a time-out is the field's error, and HTTP is well", async () => {
  const {ask} = await start({nearestNodes: () => Promise.resolve([new Timeout(5000)])});
  const {status, errors} = await ask(`{${node}}`);
  expect(status).toBe(200);
  expect(errors![0]).toMatchObject({
    message: expect.stringContaining('5000 ms') as string,
    extensions: {code: 'TIMEOUT'},
  });
});

test('a missing way is no failure of the server', async () => {
  const {ask} = await start(failsWith(new NoRoute('no way', 2)));
  expect(await ask(`{${node}}`)).toMatchObject({status: 200, errors: [{extensions: {code: 'NO_ROUTE', leg: 2}}]});
});

test('a full queue answers 503 with Retry-After when nothing else could be answered', async () => {
  const {ask} = await start(failsWith(new Overloaded(1000)));
  const {status, headers, errors} = await ask(`{${node}}`);
  expect({status, retry: headers.get('retry-after')}).toEqual({status: 503, retry: '1'});
  expect(errors![0].extensions).toEqual({code: 'OVERLOADED'});
});

test('a full queue answers 200 when a neighbour was answered', async () => {
  const {ask} = await start(failsWith(new Overloaded(1000)));
  const {status, headers, data} = await ask(`{${node} network {version}}`);
  expect({status, retry: headers.get('retry-after')}).toEqual({status: 200, retry: null});
  expect(data).toEqual({nearestNode: null, network: {version: 'v1'}});
});

test('before the network is loaded every query is NETWORK_UNAVAILABLE and 503', async () => {
  gateway = await startGateway(loadingEngine('embedded'));
  const {status, headers, errors} = await gateway.ask(
    '{network {version}}',
    {},
    {accept: 'application/graphql-response+json'},
  );
  expect({status, retry: headers.get('retry-after')}).toEqual({status: 503, retry: '1'});
  expect(errors![0].extensions.code).toBe('NETWORK_UNAVAILABLE');
});

test('a client that hangs up aborts its search, and that is no error in the log', async () => {
  const {promise: asked, resolve: onAsked} = deferred<AbortSignal>();
  const {url, logged} = await start({
    nearestNodes: (_asks, signal) => {
      onAsked(signal);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('cancelled')), {once: true});
      });
    },
  });
  const sent = request(`${url}/graphql`, {method: 'POST', headers: {'content-type': 'application/json'}});
  sent.on('error', () => undefined).end(JSON.stringify({query: `{${node}}`}));
  const signal = await asked;
  expect(signal.aborted).toBe(false);
  const aborted = new Promise((resolve) => signal.addEventListener('abort', resolve, {once: true}));
  sent.destroy();
  await aborted;
  await new Promise((resolve) => setImmediate(resolve));
  expect(logged.filter(({level}) => Number(level) >= 50)).toEqual([]);
});

test('an answered request does not abort', async () => {
  let seen: AbortSignal | undefined;
  const {ask} = await start({
    nearestNodes: (_asks, signal) => {
      seen = signal;
      return Promise.resolve([{version: 'v1', nodes: []}]);
    },
  });
  expect((await ask(`{${node}}`)).data).toEqual({nearestNode: []});
  await gateway!.close();
  expect(seen!.aborted).toBe(false);
});

test('the log names the operation and its errors, and no coordinate', async () => {
  const {ask, url, logged} = await start({nearestNodes: () => Promise.resolve([new Timeout(5)])});
  await ask('query Nearest {nearestNode(at: {lon: 12.3456, lat: 1}) {id}}');
  const get = `${url}/graphql?query=${encodeURIComponent('query ByGet {nearestNode(at: {lon: 12.3456, lat: 1}) {id}}')}`;
  await (await fetch(get, {headers: {'apollo-require-preflight': 'yes'}})).text();
  const lines = logged.filter(({msg}) => msg === 'graphql');
  expect(lines).toMatchObject([
    {operationName: 'Nearest', errorCodes: ['TIMEOUT'], method: 'POST', status: 200},
    {operationName: 'ByGet', errorCodes: ['TIMEOUT'], method: 'GET', status: 200},
  ]);
  expect(JSON.stringify(logged)).not.toContain('12.3456');
});

function deferred<T>() {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return {promise, resolve};
}
