import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {startRoadql} from '../loader/cli/roadql.js';
import {ask, graphqlPath} from './ask.js';
import {startNginx} from './nginx.js';

const manifest = join(packageRoot, 'schema/operations/persisted-query-manifest.json');
const {operations} = JSON.parse(readFileSync(manifest, 'utf8')) as {
  operations: {name: string; id: string; body: string}[];
};
const {id, body} = operations.find(({name}) => name === 'NearestNode')!;

interface Heard {
  readonly kind: 'persisted GET' | 'GET' | 'POST';
  readonly requestId: string;
  readonly isWhole: boolean;
  readonly startedAt: number;
}

/** One question in one of three ways, each a little elsewhere than the one before, so that none is cached. */
async function askOnce(url: string, turn: number): Promise<Heard> {
  const kind = (['persisted GET', 'GET', 'POST'] as const)[turn % 3];
  const variables = {at: {lon: -30 + (turn % 1000) * 1e-5, lat: 45 + Math.floor(turn / 1000) * 1e-5}, count: 3};
  const requestId = `killed-gateway-${turn}`;
  const headers = {'x-request-id': requestId, 'content-type': 'application/json', 'apollo-require-preflight': '1'};
  const startedAt = performance.now();
  const {status, text} = await (kind === 'POST'
    ? ask(`${url}/graphql`, {method: 'POST', headers, body: JSON.stringify({query: body, variables})})
    : ask(
        url +
          graphqlPath({
            ...(kind === 'GET' ? {query: body} : {documentId: `sha256:${id}`}),
            variables: JSON.stringify(variables),
          }),
        {headers},
      ));
  return {kind, requestId, isWhole: status === 200 && text.includes('"nearestNode":[{'), startedAt};
}

test('when one of two gateways is killed under 50 connections, no GET fails, and no POST but those it had', async () => {
  const gateways = await Promise.all(
    [1, 2].map(async () => {
      const running = startRoadql(['serve', '--port', '0'], {LOG_LEVEL: 'warn', PERSISTED_MANIFEST: manifest});
      const [, url] = await running.says(/GraphiQL: (http:\/\/[^/\s]+)\/graphiql/);
      return {...running, url: url.replace('localhost', '127.0.0.1')};
    }),
  );
  const nginx = await startNginx({gateways: gateways.map(({url}) => url)});
  try {
    const heard: Heard[] = [];
    let turn = 0;
    let isAsking = true;
    const client = async () => {
      while (isAsking) heard.push(await askOnce(nginx.url, turn++));
    };
    const more = async (count: number) => {
      const enough = heard.length + count;
      while (heard.length < enough) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const clients = Array.from({length: 50}, client);
    await more(300);
    gateways[0].child.kill('SIGKILL');
    await gateways[0].ended;
    const endedAt = performance.now();
    await more(600);
    isAsking = false;
    await Promise.all(clients);

    const failed = heard.filter(({isWhole}) => !isWhole);
    expect(failed.filter(({kind}) => kind !== 'POST')).toEqual([]);
    const log = new Map((await nginx.accessLog()).map((line) => [line.requestId, line]));
    for (const {requestId, startedAt} of failed) {
      expect(log.get(requestId)).toMatchObject({status: 502, gateway: new URL(gateways[0].url).host});
      expect(startedAt).toBeLessThan(endedAt);
    }
    expect(failed.length).toBeLessThanOrEqual(50);
  } finally {
    await nginx.stop();
    for (const {child} of gateways) child.kill('SIGKILL');
    await Promise.all(gateways.map(({ended}) => ended));
  }
});
