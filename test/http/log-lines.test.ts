import {createHash} from 'node:crypto';
import {connect} from 'node:net';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {openSample, startGateway, type TestGateway} from './gateway.js';

const query = `query Across($waypoints: [WaypointInput!]!) {route(waypoints: $waypoints) {routes {duration}}}`;
const hash = createHash('sha256').update(query).digest('hex');
const variables = {
  waypoints: [
    {lon: -30.0208, lat: 44.9876},
    {lon: -29.9844, lat: 45.0131},
  ],
};
/** Any digits of any of the coordinates, however they are written in a URL. */
const coordinates = /30\.0208|44\.9876|29\.9844|45\.0131/;

let engine: RoutingEngine;
let gateway: TestGateway;

beforeAll(async () => {
  engine = await openSample();
});
beforeEach(async () => {
  gateway = await startGateway(engine, {TRUST_PROXY: 'true'});
});
afterEach(() => gateway.close());

/** The lines of requests that are over. */
function requestLines(of: TestGateway = gateway): Record<string, unknown>[] {
  return of.logged.filter(({msg}) => msg === 'graphql');
}

/** A GET, which has everything in its URL. */
function get(parameters: Readonly<Record<string, string>>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters).toString()}`, {headers});
}

test('a request leaves one line, with its id, its name, how it ended and how long it took', async () => {
  const id = 'from-the-proxy-1';
  await gateway.ask(query, variables, {'x-request-id': id});
  expect(requestLines()).toEqual([
    expect.objectContaining({
      level: 30,
      requestId: id,
      method: 'POST',
      status: 200,
      milliseconds: expect.any(Number) as number,
      operationName: 'Across',
      errorCodes: [],
      cost: expect.any(Number) as number,
    }),
  ]);
});

test('the line of a persisted query has its hash, and says that a 304 is one', async () => {
  const extensions = JSON.stringify({persistedQuery: {version: 1, sha256Hash: hash}});
  const asked = {extensions, variables: JSON.stringify(variables)};
  const {headers} = await get({...asked, query});
  await get(asked, {'if-none-match': String(headers.get('etag'))});
  expect(requestLines()).toMatchObject([
    {status: 200, documentHash: hash, persisted: 'registered'},
    {status: 304, documentHash: hash, persisted: 'hit', notModified: true, operationName: 'Across'},
  ]);
});

test('every line of a request names the trace that its caller is in', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const broken = await startGateway({...engine, snap: () => Promise.reject(new Error('a fault'))});
  await broken.ask(query, variables, {traceparent: `00-${traceId}-b7ad6b7169203331-01`});
  await broken.close();
  const lines = broken.logged.filter(({requestId}) => requestId !== undefined);
  expect(lines.map((line) => [line.msg, line.traceId])).toEqual([
    ['internal error', traceId],
    ['graphql', traceId],
  ]);
});

test('without a proxy of one’s own the id is the gateway’s', async () => {
  const open = await startGateway(engine);
  const {headers} = await open.ask(query, variables, {'x-request-id': 'invented'});
  await open.close();
  expect(headers.get('x-request-id')).not.toBe('invented');
  expect(requestLines(open)[0].requestId).toBe(headers.get('x-request-id'));
});

describe('no line up to info has a coordinate or a URL in it', () => {
  afterEach(() => {
    expect(gateway.logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(gateway.logged)).not.toMatch(coordinates);
    expect(JSON.stringify(gateway.logged)).not.toMatch(/graphql\?|"url"/);
  });

  test('of a GET or a POST that is answered', async () => {
    await gateway.ask(query, variables);
    await get({query, variables: JSON.stringify(variables)}, {'apollo-require-preflight': '1'});
    expect(requestLines().map(({status}) => status)).toEqual([200, 200]);
  });

  test('of one that is refused by its variables, its text or its URL', async () => {
    const text = `{route(waypoints: [{lon: -30.0208, lat: 44.9876, up: 1}]) {routes}}`;
    await gateway.ask(query, {waypoints: [{lon: '-30.0208', lat: 144.9876}]});
    await gateway.ask(text);
    await gateway.ask(`{${text}`);
    await get({query, variables: `{"waypoints": [-30.0208`});
    await get({query, variables: JSON.stringify(variables)});
    await fetch(`${gateway.url}/graphql/-30.0208,44.9876`);
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      body: '{"lon": -30.0208,',
      headers: {'content-type': 'application/json'},
    });
    const codes = requestLines().map(({errorCodes}) => errorCodes as string[]);
    expect(codes.length).toBeGreaterThanOrEqual(6);
    expect(codes.filter((ofOne) => ofOne.length === 0)).toEqual([]);
  });

  test('of one whose search fails, by the client’s fault or the gateway’s', async () => {
    await gateway.close();
    gateway = await startGateway({...engine, paths: () => Promise.reject(new Error('a fault'))});
    const {errors} = await gateway.ask(query, variables);
    expect(errors?.[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
    await gateway.ask(query, {
      waypoints: [
        {lon: 1.0208, lat: 4.9876},
        {lon: 2.9844, lat: 5.0131},
      ],
    });
    expect(requestLines().map(({errorCodes}) => errorCodes)).toEqual([
      ['INTERNAL_SERVER_ERROR'],
      ['POINT_NOT_NEAR_NETWORK'],
    ]);
  });

  test('of what is no HTTP, or hangs up', async () => {
    const {port, hostname} = new URL(gateway.url);
    for (const said of [
      'GET /graphql?lon=-30.0208 HTTP/9\r\n\r\n',
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\n{"lon": -30.0208',
    ]) {
      const socket = connect(Number(port), hostname, () =>
        socket.write(said, () => setTimeout(() => socket.destroy(), 50)),
      );
      await new Promise((resolve) => socket.on('close', resolve));
    }
    await gateway.ask(query, variables);
  });
});
