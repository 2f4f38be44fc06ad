import {randomUUID} from 'node:crypto';
import cors from '@fastify/cors';
import {fastify, type FastifyBaseLogger, type FastifyInstance, LogController} from 'fastify';
import {type ApolloSettings, createApollo} from '../graphql/apollo.js';
import {cacheControl} from '../graphql/cache-control.js';
import {explained} from '../graphql/explain.js';
import {phaseTimes} from '../graphql/phase-times.js';
import type {RoutingEngine} from '../routing/engine.js';
import type {Limits} from '../routing/limits.js';
import {openDrawingThreads} from '../threads/drawing-threads.js';
import {admitting} from './admission.js';
import {Drain} from './drain.js';
import {type AnswerSettings, gatewayKey} from './gateway-key.js';
import {serveGraphiql} from './graphiql.js';
import {serveGraphql} from './graphql-route.js';
import {serveHealth} from './health.js';
import {knownNetwork} from './known-network.js';
import {knownVersion} from './known-version.js';
import {serveMetrics} from './metrics-route.js';
import {type Observation, observeRequests} from './observation.js';
import {type DocumentSettings, openDocuments} from './open-documents.js';
import {Rounds} from './rounds.js';
import {answerUnreadable, MAX_BODY_BYTES, MAX_HEADER_BYTES} from './size-limits.js';
import {serveTiles} from './tiles.js';

export interface ServerSettings extends ApolloSettings, AnswerSettings, DocumentSettings {
  readonly limits: Limits;
  /** Threads that draw isochrones beside the event loop; 0: none. */
  readonly drawingThreads: number;
  readonly graphiql: boolean;
  readonly corsOrigins: '*' | readonly string[];
  /** Whether `X-Forwarded-*` and `X-Request-Id` come from a proxy of one's own. */
  readonly trustProxy: boolean;
  readonly queueMax: number;
  readonly queryTimeoutMs: number;
}

export interface GatewayServer {
  readonly fastify: FastifyInstance;
  /** Whether requests that were read wait for those before them. */
  readonly hasWaiting: boolean;
  /** Called once the last connection is closed. */
  onClosed(callback: () => void): void;
  /** Answers from this engine from now on. */
  use(engine: RoutingEngine): void;
  /** Not ready any more; goes on for `delayMs`, default 0, waits for the requests in flight, then stops. */
  drain(delayMs?: number): Promise<void>;
}

/**
 * Builds the HTTP server: GraphQL, tiles, health, metrics, GraphiQL. It does not listen yet.
 * @param first  the engine to start with, usually one that says that the network is being loaded
 * @param observation  who counts, traces and explains the requests; default: nobody
 */
export async function createServer(
  settings: ServerSettings,
  first: RoutingEngine,
  log: FastifyBaseLogger,
  observation: Observation = {metrics: null, tracing: null, explanations: null},
): Promise<GatewayServer> {
  const {metrics, explanations} = observation;
  const watched = (bare: RoutingEngine) => metrics?.watchSearches(bare) ?? bare;
  const isObserved = observation.metrics !== null || observation.tracing !== null;
  let bareEngine = first;
  let engine = watched(first);

  const server = fastify({
    loggerInstance: log,
    // its own lines hold the URL, and with it the coordinates of a GET
    logController: new LogController({disableRequestLogging: true, requestIdLogLabel: 'requestId'}),
    genReqId: () => randomUUID(),
    requestIdHeader: settings.trustProxy ? 'x-request-id' : false,
    trustProxy: settings.trustProxy,
    bodyLimit: MAX_BODY_BYTES,
    http: {maxHeaderSize: MAX_HEADER_BYTES},
    clientErrorHandler: answerUnreadable,
    forceCloseConnections: 'idle',
    // what came in on an open connection after the last call is answered like the rest
    return503OnClosing: false,
    requestTimeout: 30_000,
    // longer than the usual 60 s of a proxy, so that it is the proxy that closes first
    keepAliveTimeout: 65_000,
  });
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  const drain = new Drain(server, settings.queryTimeoutMs);
  observeRequests(server, observation);
  await server.register(cors, {
    origin: settings.corsOrigins === '*' ? '*' : [...settings.corsOrigins],
    methods: ['GET', 'POST'],
    exposedHeaders: ['retry-after', 'x-request-id'],
    maxAge: 86_400,
  });

  const documents = openDocuments(settings);
  const gateway = gatewayKey(first.name, settings);
  const apollo = createApollo(settings, log, {documents, gateway}, [
    ...(isObserved ? [phaseTimes] : []),
    ...(explanations ? [explained(explanations)] : []),
  ]);
  await apollo.start();
  const cached = {
    gateway,
    cacheControl: cacheControl(settings),
    admit: admitting(settings.queueMax),
    engine: () => engine,
  };
  const drawing = openDrawingThreads(settings.drawingThreads);
  server.addHook('onClose', () => drawing.close());
  const rounds = new Rounds(settings.queryTimeoutMs);
  const network = knownNetwork(() => bareEngine, settings.queryTimeoutMs);
  serveGraphql(server, {
    ...cached,
    apollo,
    rounds,
    limits: settings.limits,
    persistedQueries: settings.persistedQueries,
    documents,
    knownVersion: knownVersion(network),
    draw: drawing.draw,
  });
  serveTiles(server, {...cached, knownNetwork: network});
  serveHealth(server, {engine: () => engine, isDraining: () => drain.hasBegun});
  if (metrics) {
    metrics.keepOperations(documents.manifestOperations);
    metrics.watchNetwork(network);
    serveMetrics(server, () => metrics.text());
  }
  if (settings.graphiql) await serveGraphiql(server, () => engine);
  server.get('/', (_request, reply) => (settings.graphiql ? reply.redirect('/graphiql') : reply.callNotFound()));

  let onClosed: () => void = () => {};
  server.addHook('onClose', (_instance, done) => {
    onClosed();
    done();
  });

  return {
    fastify: server,
    get hasWaiting() {
      return rounds.hasWaiting;
    },
    onClosed(callback) {
      onClosed = callback;
    },
    use(next) {
      bareEngine = next;
      engine = watched(next);
    },
    async drain(delayMs = 0) {
      await drain.run(delayMs);
      await apollo.stop();
    },
  };
}
