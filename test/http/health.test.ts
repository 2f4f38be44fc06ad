import {openNetwork} from '../../loader/open-network.js';
import {readConfig} from '../../src/config.js';
import type {RoadNetwork} from '../../src/graph/network.js';
import {serve} from '../../src/main.js';
import {loadingEngine} from '../../src/http/loading-engine.js';
import {openSample, startGateway} from './gateway.js';

test('/healthz is well and /readyz is not until the network is there', async () => {
  const gateway = await startGateway(loadingEngine('embedded'));
  try {
    const ready = async () => {
      const response = await fetch(`${gateway.url}/readyz`);
      return {code: response.status, ...((await response.json()) as object)};
    };
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    expect(await ready()).toMatchObject({code: 503, reason: expect.stringContaining('being loaded') as string});
    gateway.server.use(await openSample());
    expect(await ready()).toMatchObject({code: 200, status: 'ok', networkVersion: expect.any(String) as string});
  } finally {
    await gateway.close();
  }
});

test('/readyz does not show what went wrong inside', async () => {
  const network = () => Promise.reject(new Error('password=secret'));
  const gateway = await startGateway({...loadingEngine('pgrouting'), network});
  try {
    const response = await fetch(`${gateway.url}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain('secret');
  } finally {
    await gateway.close();
  }
});

describe('serve', () => {
  const config = readConfig({PORT: '0', LOG_LEVEL: 'silent'});

  test('listens, says where to look with a command that works, and stops when told', async () => {
    const lines: string[] = [];
    const gateway = await serve(config, {
      openNetwork: (path) => openNetwork(path, () => undefined, new AbortController().signal),
      print: (line) => lines.push(line),
    });
    const text = lines.join('\n');
    expect(text).toContain(`GraphiQL: ${gateway.url}/graphiql`);
    const body = /-d '(.*)'/.exec(text)![1];
    const headers = {'content-type': 'application/json'};
    const answer = await fetch(`${gateway.url}/graphql`, {method: 'POST', headers, body});
    expect(await answer.json()).toMatchObject({data: {route: {routes: [{}]}}});
    await gateway.close();
    await gateway.close();
    await expect(fetch(`${gateway.url}/healthz`)).rejects.toThrow();
    expect(process.listenerCount('SIGTERM')).toBe(0);
  });

  test('rejects with what kept the network from opening, and lets go of the port', async () => {
    const openNothing = (): Promise<RoadNetwork> => Promise.reject(new Error('no such file'));
    await expect(serve(config, {openNetwork: openNothing})).rejects.toThrow('no such file');
  });

  test('a request in flight is answered before the server stops', async () => {
    let answer!: () => void;
    const asked = new Promise<void>((resolveAsked) => {
      const nearestNodes = () => {
        resolveAsked();
        return new Promise<never[]>((resolve) => (answer = () => resolve([{version: 'v', nodes: []}] as never)));
      };
      started = startGateway({...loadingEngine('embedded'), nearestNodes});
    });
    const gateway = await started;
    const response = gateway.ask('{nearestNode(at: {lon: 1, lat: 1}) {id}}');
    await asked;
    const closed = gateway.close();
    answer();
    expect((await response).data).toEqual({nearestNode: []});
    await closed;
  });
  let started: ReturnType<typeof startGateway>;
});
