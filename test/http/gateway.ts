import {PassThrough} from 'node:stream';
import {pino} from 'pino';
import {openNetwork} from '../../loader/open-network.js';
import {type Config, readConfig} from '../../src/config.js';
import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import {createServer, type GatewayServer} from '../../src/http/server.js';
import {openObservation} from '../../src/observe.js';
import type {RoutingEngine} from '../../src/routing/engine.js';

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** A gateway that listens on a free port of this machine. */
export interface TestGateway {
  readonly url: string;
  readonly server: GatewayServer;
  /** What it logged so far, one object a line. */
  readonly logged: Record<string, unknown>[];
  readonly ask: (query: string, variables?: object, headers?: Record<string, string>) => Promise<GraphqlAnswer>;
  readonly close: () => Promise<void>;
}

export async function startGateway(engine: RoutingEngine, env: Record<string, string> = {}): Promise<TestGateway> {
  const config: Config = readConfig(env);
  const logged: Record<string, unknown>[] = [];
  const lines = new PassThrough();
  lines.on('data', (line: Buffer) => logged.push(JSON.parse(String(line)) as Record<string, unknown>));
  const log = pino({level: config.logLevel}, lines);
  const observation = await openObservation(config, log);
  const server = await createServer(config, engine, log, observation);
  const url = await server.fastify.listen({host: '127.0.0.1', port: 0});
  return {
    url,
    server,
    logged,
    ask: async (query, variables, headers) =>
      graphqlAnswer(
        await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: {'content-type': 'application/json', ...headers},
          body: JSON.stringify({query, variables}),
        }),
      ),
    close: async () => {
      await server.drain();
      await observation.tracing?.close();
    },
  };
}

export async function graphqlAnswer(response: Response): Promise<GraphqlAnswer> {
  const body = (await response.json()) as Pick<GraphqlAnswer, 'data' | 'errors'>;
  return {status: response.status, headers: response.headers, ...body};
}

/** The embedded engine on the sample city. */
export async function openSample(): Promise<RoutingEngine> {
  return openEmbeddedEngine(await openNetwork(null, () => undefined, new AbortController().signal));
}
