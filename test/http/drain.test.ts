import {Agent, type IncomingMessage, request} from 'node:http';
import {loadingEngine} from '../../src/http/loading-engine.js';
import type {RoutingEngine} from '../../src/routing/engine.js';
import {startGateway} from './gateway.js';

const query = '{nearestNode(at: {lon: 1, lat: 1}, count: 100) {names}}';

function engineWith(nearestNodes: RoutingEngine['nearestNodes']): RoutingEngine {
  return {...loadingEngine('embedded'), nearestNodes};
}

function post(url: string, agent?: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {'content-type': 'application/json'};
    request(`${url}/graphql`, {method: 'POST', headers, agent}, resolve)
      .on('error', reject)
      .end(JSON.stringify({query}));
  });
}

async function read(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of response.setEncoding('utf8')) text += String(part);
  return text;
}

test('a request that outlives the deadline of every search is cut off, and the server ends', async () => {
  let onAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (onAsked = resolve));
  const gateway = await startGateway(
    engineWith(() => {
      onAsked();
      return new Promise(() => undefined);
    }),
    {QUERY_TIMEOUT_MS: '1'},
  );
  const answer = post(gateway.url).then(
    () => 'answered',
    () => 'cut',
  );
  await asked;
  await gateway.close();
  expect(await answer).toBe('cut');
});

test('a large answer that its client reads slowly arrives whole', async () => {
  // more than the system keeps for the two ends of a connection
  const names = Array.from({length: 1000}, (_, i) => `${i}`.padEnd(300, 'x'));
  const node = {id: 1, location: [0, 0] as const, distanceMetres: 0, sourceId: null, names};
  const nodes = Array.from({length: 100}, () => node);
  const gateway = await startGateway(engineWith(() => Promise.resolve([{version: 'v', nodes}])));
  const response = await post(gateway.url);
  const closed = gateway.close();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const {data} = JSON.parse(await read(response)) as {data: {nearestNode: object[]}};
  expect(data.nearestNode).toHaveLength(100);
  await closed;
});

test('what was asked before the end was announced tells its client to close the connection, too', async () => {
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    const nearestNodes = () => {
      resolve();
      return new Promise<never[]>((settle) => (answer = () => settle([{version: 'v', nodes: []}] as never)));
    };
    started = startGateway(engineWith(nearestNodes));
  });
  const gateway = await started;
  const agent = new Agent({keepAlive: true});
  const response = post(gateway.url, agent);
  await asked;
  const closed = gateway.server.drain(50);
  answer();
  expect((await response).headers.connection).toBe('close');
  await read(await response);
  await closed;
  agent.destroy();
});
let started: ReturnType<typeof startGateway>;

test('during the delay new connections are accepted and answered, and afterwards none', async () => {
  const gateway = await startGateway(engineWith(() => Promise.resolve([{version: 'v', nodes: []}])));
  const closed = gateway.server.drain(300);
  expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
  expect(JSON.parse(await read(await post(gateway.url)))).toEqual({data: {nearestNode: []}});
  await closed;
  await expect(post(gateway.url)).rejects.toThrow('ECONNREFUSED');
});
