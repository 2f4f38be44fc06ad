import 'reflect-metadata';
import cluster from 'node:cluster';
import type {AddressInfo} from 'node:net';
import {type Logger, pino} from 'pino';
import type {Config} from './config.js';
import {openEngine} from './engines/open-engine.js';
import type {RoadNetwork} from './graph/network.js';
import {curlFor, examplesFor} from './http/examples.js';
import {loadingEngine} from './http/loading-engine.js';
import type {Observation} from './http/observation.js';
import {openDocuments} from './http/open-documents.js';
import {createServer, type GatewayServer} from './http/server.js';
import {gatherWorkerFigures} from './metrics/worker-figures.js';
import {openObservation} from './observe.js';
import type {RoutingEngine} from './routing/engine.js';
import {onStopRequest, serveByWorkers} from './workers.js';

/** What the gateway cannot open by itself. */
export interface ServeParts {
  /** Opens the embedded engine's network; null: the sample. */
  readonly openNetwork: (path: string | null) => Promise<RoadNetwork>;
  /** Takes the lines for a person at the terminal; default: standard output. */
  readonly print?: (line: string) => void;
}

/** A gateway that listens. */
export interface Gateway {
  /** Without a slash at its end; empty where it was told to stop before it listened. */
  readonly url: string;
  /** Takes no new work, waits for the requests in flight, lets go of everything. May be called again. */
  close(): Promise<void>;
}

/**
 * Runs the gateway until it is closed, or until SIGTERM or SIGINT comes. It listens once the engine is open, so that a
 * proxy which tries it sooner turns to another gateway, and resolves then. With WORKERS above 1 this process only
 * watches over that many others, each of which runs the same command and shares the port.
 */
export async function serve(config: Config, parts: ServeParts): Promise<Gateway> {
  const log = pino({level: config.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime});
  if (config.workers === 1 || cluster.isWorker) return serveHere(config, parts, log);
  // said once, before many processes say it
  openDocuments(config);
  // built or found in its cache once, before many processes look for it
  if (config.engine === 'embedded') await parts.openNetwork(config.network);
  if (config.metrics) gatherWorkerFigures();
  return serveByWorkers(config.workers, log);
}

async function serveHere(config: Config, {openNetwork, print = printLine}: ServeParts, log: Logger): Promise<Gateway> {
  const observation = await openObservation(config, log);
  const server = await createServer(config, loadingEngine(config.engine), log, observation);
  let engine: RoutingEngine | undefined;
  let closing: Promise<void> | undefined;
  const close = (delayMs = 0) => (closing ??= stop(server, delayMs, () => engine, observation));
  let url: string;
  // before minutes of opening: a signal that comes meanwhile is not to be lost
  closeOnSignals(server, close, config, log);
  try {
    engine = await openConfigured(config, openNetwork, log, observation, () => server.hasWaiting);
    if (closing) return await closedAtOpening(closing, engine, close);
    server.use(engine);
    url = await listen(server, config);
  } catch (error) {
    await close();
    throw error;
  }
  if (cluster.isWorker) process.send?.({url});
  if (!cluster.isWorker || cluster.worker?.id === 1) await introduce(engine, url, config, print, log);
  return {url, close};
}

/** What was told to stop before it could listen. */
async function closedAtOpening(
  closing: Promise<void>,
  engine: RoutingEngine,
  close: () => Promise<void>,
): Promise<Gateway> {
  await closing;
  await engine.close();
  return {url: '', close};
}

async function listen(server: GatewayServer, {host, port}: Config): Promise<string> {
  await server.fastify.listen({host, port});
  const address = server.fastify.server.address() as AddressInfo;
  // a person's browser cannot go to "every interface"
  const name = ['0.0.0.0', '::', '127.0.0.1'].includes(address.address) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
}

/** Only SIGTERM, which comes from whoever moves the clients elsewhere, waits for them to go. */
function closeOnSignals(
  server: GatewayServer,
  close: (delayMs: number) => Promise<void>,
  {drainDelayMs}: Config,
  log: Logger,
): void {
  const forget = onStopRequest((signal) => {
    log.info({signal}, 'stopping');
    close(signal === 'SIGTERM' ? drainDelayMs : 0).catch((error: unknown) =>
      log.error({err: error}, 'the gateway did not stop cleanly'),
    );
  });
  server.onClosed(forget);
}

async function openConfigured(
  config: Config,
  openNetwork: ServeParts['openNetwork'],
  log: Logger,
  {metrics, tracing, explanations}: Observation,
  othersWait: () => boolean,
): Promise<RoutingEngine> {
  const {queryTimeoutMs} = config;
  if (config.engine === 'embedded') {
    return openEngine({
      engine: 'embedded',
      network: await openNetwork(config.network),
      queryTimeoutMs,
      longestWaitMs: queryTimeoutMs,
      searchThreads: config.searchThreads,
      othersWait,
      onThreadsFailed: (error) => log.warn({err: error}, 'search threads failed; all is searched on the event loop'),
      onSearched: (operation, searched) => metrics?.searched(operation, searched),
    });
  }
  if (config.databaseUrl === null) throw new Error('The pgrouting engine needs a database URL.');
  const engine = openEngine({
    engine: 'pgrouting',
    databaseUrl: config.databaseUrl,
    poolSize: config.poolSize,
    batchMax: config.batchMax,
    queueMax: config.queueMax,
    queryTimeoutMs,
    edgeStoreBytes: config.edgeStoreMegabytes * 1024 * 1024,
    onIdleError: (error) => log.warn({err: error}, 'a database connection broke while idle'),
    ...(explanations && {onStatement: (statement) => explanations.sent(statement)}),
    onBatch(batch) {
      metrics?.batchEnded(batch);
      tracing?.batchEnded(batch);
    },
  });
  metrics?.watchDatabase(() => engine.gauges);
  return engine;
}

/** Tells a person at the terminal where to look, with a query that this network answers. */
async function introduce(
  engine: RoutingEngine,
  url: string,
  {graphiql, persistedQueries, queryTimeoutMs}: Config,
  print: (line: string) => void,
  log: Logger,
): Promise<void> {
  try {
    const {source, nodeCount, edgeCount, version} = await engine.network(AbortSignal.timeout(queryTimeoutMs));
    print(`${source}: ${nodeCount} nodes, ${edgeCount} edges, version ${version}, ${engine.name} engine`);
    print(graphiql ? `GraphiQL: ${url}/graphiql` : `GraphQL: ${url}/graphql`);
    // its text is in nobody's manifest
    if (persistedQueries === 'only') return;
    const [example] = await examplesFor(engine, AbortSignal.timeout(queryTimeoutMs));
    print(`Try:\n${curlFor(example, url)}`);
  } catch (error) {
    // a gateway without a network yet is a gateway all the same: /readyz says why it is not ready
    log.warn({err: error}, 'the engine does not answer yet');
  }
}

async function stop(
  server: GatewayServer,
  delayMs: number,
  engine: () => RoutingEngine | undefined,
  {tracing}: Observation,
): Promise<void> {
  await server.drain(delayMs);
  await engine()?.close();
  await tracing?.close();
  // what is left of a worker is the line to its watcher
  if (cluster.isWorker) process.disconnect();
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
