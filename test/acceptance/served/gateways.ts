import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {freePort} from '../../../database/stack/free-port.js';
import {packageRoot} from '../../../src/package-root.js';
import {type Running, startRoadql} from '../../loader/cli/roadql.js';
import {graphqlPath} from '../../nginx/ask.js';
import {type Nginx, startNginx} from '../../nginx/nginx.js';

const manifest = join(packageRoot, 'schema/operations/persisted-query-manifest.json');
const {operations} = JSON.parse(readFileSync(manifest, 'utf8')) as {
  operations: {name: string; id: string; body: string}[];
};

/** A gateway in a process of its own. */
export interface ServedGateway {
  /** Without a slash at its end. */
  readonly url: string;
  /** As Nginx's log names it. */
  readonly host: string;
  /** Sends a signal that ends it. @returns once it has, its exit code or the signal */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  /** Starts it once more on the same port. @returns once it answers */
  start(): Promise<void>;
}

/** Nginx in front of two gateways, as an operator runs them. */
export interface Served {
  readonly nginx: Nginx;
  readonly gateways: readonly [ServedGateway, ServedGateway];
  stop(): Promise<void>;
}

/** Starts two gateways, and Nginx in front of them. @param env of both; over the manifest of schema/operations */
export async function serve(env: Readonly<Record<string, string>>): Promise<Served> {
  const gateways = await Promise.all([startGateway(env), startGateway(env)]);
  const nginx = await startNginx({gateways: gateways.map(({url}) => url)});
  return {
    nginx,
    gateways,
    async stop() {
      await nginx.stop();
      await Promise.all(gateways.map((gateway) => gateway.end('SIGKILL')));
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

async function startGateway(env: Readonly<Record<string, string>>): Promise<ServedGateway> {
  const port = await freePort();
  let running: Running;
  const start = async () => {
    running = startRoadql(['serve', '--port', String(port)], {
      PERSISTED_MANIFEST: manifest,
      TRUST_PROXY: 'true',
      LOG_LEVEL: 'fatal',
      ...env,
    });
    await running.says(/GraphiQL: http/);
  };
  await start();
  const host = `127.0.0.1:${port}`;
  return {
    url: `http://${host}`,
    host,
    start,
    async end(signal) {
      running.child.kill(signal);
      return (await running.ended).code;
    },
  };
}
