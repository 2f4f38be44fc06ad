import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../../src/package-root.js';
import {type Running, startRoadql} from '../../loader/cli/roadql.js';
import {graphqlPath} from '../../nginx/ask.js';
import {type Nginx, startNginx} from '../../nginx/nginx.js';

const manifest = join(packageRoot, 'schema/operations/persisted-query-manifest.json');
const {operations} = JSON.parse(readFileSync(manifest, 'utf8')) as {
  operations: {name: string; id: string; body: string}[];
};

/** Nginx in front of two gateways, each a process of its own, as an operator runs them. */
export interface Served {
  readonly nginx: Nginx;
  readonly gatewayUrls: readonly string[];
  stop(): Promise<void>;
}

/** Starts two gateways on a database, and Nginx in front of them. */
export async function serve(databaseUrl: string, env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const gateways = await Promise.all([startGateway(databaseUrl, env), startGateway(databaseUrl, env)]);
  const gatewayUrls = gateways.map(({url}) => url);
  const nginx = await startNginx({gateways: gatewayUrls});
  return {
    nginx,
    gatewayUrls,
    async stop() {
      await nginx.stop();
      for (const {running} of gateways) running.child.kill('SIGKILL');
      await Promise.all(gateways.map(({running}) => running.ended));
    },
  };
}

/** The text of an operation of schema/operations, which the gateways know by its hash. */
export function documentOf(name: string): string {
  return operations.find((operation) => operation.name === name)!.body;
}

/** The path of a persisted GET. */
export function persistedPath(name: string, variables: object): string {
  const {id} = operations.find((operation) => operation.name === name)!;
  return graphqlPath({documentId: `sha256:${id}`, variables: JSON.stringify(variables)});
}

async function startGateway(
  databaseUrl: string,
  env: Readonly<Record<string, string>>,
): Promise<{running: Running; url: string}> {
  const running = startRoadql(['serve', '--engine', 'pgrouting', '--port', '0'], {
    DATABASE_URL: databaseUrl,
    PERSISTED_MANIFEST: manifest,
    TRUST_PROXY: 'true',
    LOG_LEVEL: 'fatal',
    ...env,
  });
  const [, url] = await running.says(/GraphiQL: (http:\/\/[^/\s]+)\/graphiql/);
  return {running, url: url.replace('localhost', '127.0.0.1')};
}
