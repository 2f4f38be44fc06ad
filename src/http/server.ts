import {randomUUID} from 'node:crypto';
import cors from '@fastify/cors';
import {fastify, type FastifyBaseLogger, type FastifyInstance, LogController} from 'fastify';
import {type ApolloSettings, createApollo} from '../graphql/apollo.js';
import type {RoutingEngine} from '../routing/engine.js';
import type {Limits} from '../routing/limits.js';
import {serveGraphiql} from './graphiql.js';
import {serveGraphql} from './graphql-route.js';
import {serveHealth} from './health.js';

/** Largest request body, bytes. */
const BODY_LIMIT = 1024 * 1024;

export interface ServerSettings extends ApolloSettings {
  readonly limits: Limits;
  readonly graphiql: boolean;
  readonly corsOrigins: '*' | readonly string[];
  /** Whether `X-Forwarded-*` and `X-Request-Id` come from a proxy of one's own. */
  readonly trustProxy: boolean;
}

export interface GatewayServer {
  readonly fastify: FastifyInstance;
  /** Called once the last connection is closed. */
  onClosed(callback: () => void): void;
  /** Answers from this engine from now on. */
  use(engine: RoutingEngine): void;
  /** Not ready any more; waits for the requests in flight, then stops. */
  drain(): Promise<void>;
}

/**
 * Builds the HTTP server: GraphQL, health, GraphiQL. It does not listen yet.
 * @param first  the engine to start with, usually one that says that the network is being loaded
 */
export async function createServer(
  settings: ServerSettings,
  first: RoutingEngine,
  log: FastifyBaseLogger,
): Promise<GatewayServer> {
  let engine = first;
  let draining = false;

  const server = fastify({
    loggerInstance: log,
    // its own lines hold the URL, and with it the coordinates of a GET
    logController: new LogController({disableRequestLogging: true, requestIdLogLabel: 'requestId'}),
    genReqId: () => randomUUID(),
    requestIdHeader: settings.trustProxy ? 'x-request-id' : false,
    trustProxy: settings.trustProxy,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    // longer than the usual 60 s of a proxy, so that it is the proxy that closes first
    keepAliveTimeout: 65_000,
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  await server.register(cors, {
    origin: settings.corsOrigins === '*' ? '*' : [...settings.corsOrigins],
    methods: ['GET', 'POST'],
    exposedHeaders: ['retry-after', 'x-request-id'],
    maxAge: 86_400,
  });

  const apollo = createApollo(settings, log);
  await apollo.start();
  serveGraphql(server, {apollo, limits: settings.limits, engine: () => engine});
  serveHealth(server, {engine: () => engine, isDraining: () => draining});
  if (settings.graphiql) await serveGraphiql(server, () => engine);
  server.get('/', (_request, reply) => (settings.graphiql ? reply.redirect('/graphiql') : reply.callNotFound()));

  let onClosed: () => void = () => {};
  server.addHook('onClose', (_instance, done) => {
    onClosed();
    done();
  });

  return {
    fastify: server,
    onClosed(callback) {
      onClosed = callback;
    },
    use(next) {
      engine = next;
    },
    async drain() {
      draining = true;
      await server.close();
      await apollo.stop();
    },
  };
}
