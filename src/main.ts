import 'reflect-metadata';
import cluster from 'node:cluster';
import type {AddressInfo} from 'node:net';
import {type Logger, pino} from 'pino';
import type {Config} from './config.js';
import {openEngine} from './engines/open-engine.js';
import type {RoadNetwork} from './graph/network.js';
import {curlFor, examplesFor} from './http/examples.js';
import {loadingEngine} from './http/loading-engine.js';
import {createServer, type GatewayServer} from './http/server.js';
import type {RoutingEngine} from './routing/engine.js';
import {serveByWorkers} from './workers.js';

/** What the gateway cannot open by itself. */
export interface ServeParts {
  /** Opens the embedded engine's network; null: the sample. */
  readonly openNetwork: (path: string | null) => Promise<RoadNetwork>;
  /** Takes the lines for a person at the terminal; default: standard output. */
  readonly print?: (line: string) => void;
}

/** A gateway that listens. */
export interface Gateway {
  /** Without a slash at its end. */
  readonly url: string;
  /** Takes no new work, waits for the requests in flight, lets go of everything. May be called again. */
  close(): Promise<void>;
}

/**
 * Runs the gateway until it is closed, or until SIGTERM or SIGINT comes. It listens first, so that `/readyz` can say
 * that the network is still being loaded, and resolves once it is. With WORKERS above 1 this process only watches over
 * that many others, each of which runs the same command and shares the port.
 */
export async function serve(config: Config, parts: ServeParts): Promise<Gateway> {
  const log = pino({level: config.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime});
  if (config.workers === 1 || cluster.isWorker) return serveHere(config, parts, log);
  // built or found in its cache once, before many processes look for it
  if (config.engine === 'embedded') await parts.openNetwork(config.network);
  return serveByWorkers(config.workers, log);
}

async function serveHere(config: Config, {openNetwork, print = printLine}: ServeParts, log: Logger): Promise<Gateway> {
  const server = await createServer(config, loadingEngine(config.engine), log);
  let engine: RoutingEngine | undefined;
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= stop(server, () => engine));
  const url = await listen(server, config);
  closeOnSignals(server, close, log);

  try {
    engine = await openConfigured(config, openNetwork, log);
  } catch (error) {
    await close();
    throw error;
  }
  server.use(engine);
  if (cluster.isWorker) process.send?.({url});
  if (!cluster.isWorker || cluster.worker?.id === 1) await introduce(engine, url, config, print, log);
  return {url, close};
}

async function listen(server: GatewayServer, {host, port}: Config): Promise<string> {
  await server.fastify.listen({host, port});
  const address = server.fastify.server.address() as AddressInfo;
  // a person's browser cannot go to "every interface"
  const name = ['0.0.0.0', '::', '127.0.0.1'].includes(address.address) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
}

function closeOnSignals(server: GatewayServer, close: () => Promise<void>, log: Logger): void {
  const onSignal = (signal: NodeJS.Signals) => {
    log.info({signal}, 'stopping');
    close().catch((error: unknown) => log.error({err: error}, 'the gateway did not stop cleanly'));
  };
  process.once('SIGTERM', onSignal).once('SIGINT', onSignal);
  server.onClosed(() => process.off('SIGTERM', onSignal).off('SIGINT', onSignal));
}

async function openConfigured(
  config: Config,
  openNetwork: ServeParts['openNetwork'],
  log: Logger,
): Promise<RoutingEngine> {
  const {queryTimeoutMs} = config;
  if (config.engine === 'embedded') {
    return openEngine({engine: 'embedded', network: await openNetwork(config.network), queryTimeoutMs});
  }
  if (config.databaseUrl === null) throw new Error('The pgrouting engine needs a database URL.');
  return openEngine({
    engine: 'pgrouting',
    databaseUrl: config.databaseUrl,
    poolSize: config.poolSize,
    batchMax: config.batchMax,
    queueMax: config.queueMax,
    queryTimeoutMs,
    edgeStoreBytes: config.edgeStoreMegabytes * 1024 * 1024,
    onIdleError: (error) => log.warn({err: error}, 'a database connection broke while idle'),
  });
}

/** Tells a person at the terminal where to look, with a query that this network answers. */
async function introduce(
  engine: RoutingEngine,
  url: string,
  {graphiql, queryTimeoutMs}: Config,
  print: (line: string) => void,
  log: Logger,
): Promise<void> {
  try {
    const {source, nodeCount, edgeCount, version} = await engine.network(AbortSignal.timeout(queryTimeoutMs));
    print(`${source}: ${nodeCount} nodes, ${edgeCount} edges, version ${version}, ${engine.name} engine`);
    print(graphiql ? `GraphiQL: ${url}/graphiql` : `GraphQL: ${url}/graphql`);
    const [example] = await examplesFor(engine, AbortSignal.timeout(queryTimeoutMs));
    print(`Try:\n${curlFor(example, url)}`);
  } catch (error) {
    // a gateway without a network yet is a gateway all the same: /readyz says why it is not ready
    log.warn({err: error}, 'the engine does not answer yet');
  }
}

async function stop(server: GatewayServer, engine: () => RoutingEngine | undefined): Promise<void> {
  await server.drain();
  await engine()?.close();
  // what is left of a worker is the line to its watcher
  if (cluster.isWorker) process.disconnect();
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
