import type {Answers, CostsAsk, EdgeRecord, RoutingEngine} from '../../routing/engine.js';
import {NetworkUnavailable, Overloaded, RoutingError, Timeout} from '../../routing/errors.js';
import {openPool} from '../../postgres/pool.js';
import {sqlFile} from '../../postgres/sql-file.js';
import {runStatement} from '../../postgres/statement.js';
import type {BatchEvent} from './batch-queue.js';
import {Batcher} from './batcher.js';
import {joinCosts, splitCosts} from './costs-parts.js';
import {EdgeStore} from './edge-store.js';
import type {Query} from './operation.js';
import {costsOperation} from './operations/costs.js';
import {edgesOperation} from './operations/edges.js';
import {edgesWithinOperation} from './operations/edges-within.js';
import {nearestNodesOperation} from './operations/nearest-nodes.js';
import {networkOperation} from './operations/network.js';
import {pathsOperation} from './operations/paths.js';
import {reachOperation} from './operations/reach.js';
import {snapOperation} from './operations/snap.js';
import {tilesOperation} from './operations/tiles.js';
import {type StatementWatcher, watchStatement} from './sent-statement.js';

export interface PgRoutingOptions {
  /** The read-only login, through PgBouncer. */
  readonly databaseUrl: string;
  /** Connections, and so statements at once. Default 3. */
  readonly poolSize?: number;
  /** Searches in one SQL call. */
  readonly batchMax: number;
  /** Searches that may wait. */
  readonly queueMax: number;
  /** From a search's arrival to its time-out, milliseconds. */
  readonly queryTimeoutMs: number;
  /** Memory for edges that were learned. */
  readonly edgeStoreBytes: number;
  /** Hears of each batch when it is done. */
  readonly onBatch?: (event: BatchEvent) => void;
  /** Hears of each statement, with its text and values; default: nobody, and they are not put together. */
  readonly onStatement?: StatementWatcher;
  /** Hears of connections that break while nobody uses them. */
  readonly onIdleError?: (error: Error) => void;
}

/** The engine, and its state for metrics. */
export interface PgRoutingEngine extends RoutingEngine {
  readonly name: 'pgrouting';
  readonly gauges: {
    /** Searches that wait for a connection. */
    readonly waiting: number;
    /** Statements that run. */
    readonly active: number;
    /** Connections that are open, those of them that are unused, and statements that wait for one. */
    readonly connections: {readonly total: number; readonly idle: number; readonly waiting: number};
    readonly edgeStoreBytes: number;
    /** Edges found in memory, and edges that had to be fetched, since the start. */
    readonly edgeStoreHits: number;
    readonly edgeStoreMisses: number;
  };
}

/** Searches in PostgreSQL by pgRouting and PostGIS; connects when first asked. */
export function openPgRoutingEngine(options: PgRoutingOptions): PgRoutingEngine {
  const {
    databaseUrl,
    poolSize = 3,
    batchMax,
    queueMax,
    queryTimeoutMs,
    onBatch,
    onStatement,
    onIdleError = () => {},
  } = options;
  const pool = openPool(databaseUrl, {size: poolSize, applicationName: 'roadql', onIdleError});
  const query: Query = (file, values, {signal, deadlineMs, batch}) => {
    const text = sqlFile(sqlFolder, file);
    const run = () => runStatement<never>(pool, {name: file, text, values, signal, deadlineMs});
    return onStatement ? watchStatement(onStatement, {file, text, values, batch}, run) : run();
  };
  const batcher = new Batcher({connections: poolSize, queueMax, timeoutMs: queryTimeoutMs, onBatch});
  const store = new EdgeStore(options.edgeStoreBytes);

  const see = (version: string) => store.see(version);
  const learn = (version: string, edges: EdgeRecord[]) => {
    see(version);
    store.keep(version, edges);
  };
  const network = batcher.open(networkOperation(query));
  const snap = batcher.open(snapOperation(query, pointsPerSearch * batchMax, learn));
  const nearestNodes = batcher.open(nearestNodesOperation(query, batchMax, see));
  const paths = batcher.open(pathsOperation(query, batchMax));
  const costs = batcher.open(costsOperation(query, batchMax));
  const reach = batcher.open(reachOperation(query, Math.ceil(batchMax / searchesPerReach)));
  const edgesWithin = batcher.open(edgesWithinOperation(query, batchMax));
  const edges = batcher.open(edgesOperation(query, idsPerStatement));
  const tiles = batcher.open(tilesOperation(query, Math.ceil(batchMax / searchesPerTile)));

  const findCosts = async (ask: CostsAsk, signal: AbortSignal) => {
    const parts = splitCosts(ask, Math.min(batchMax, searchesPerPart));
    return joinCosts(ask, parts, await Promise.all(parts.map((part) => costs(part.ask, signal))));
  };

  return {
    name: 'pgrouting',
    get gauges() {
      return {
        waiting: batcher.waiting,
        active: batcher.active,
        connections: {total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount},
        edgeStoreBytes: store.bytes,
        edgeStoreHits: store.hits,
        edgeStoreMisses: store.misses,
      };
    },
    async network(signal) {
      const info = await network(undefined, signal);
      see(info.version);
      return info;
    },
    snap: (asks, signal) => answersTo(asks.map((ask) => snap(ask, signal))),
    nearestNodes: (asks, signal) => answersTo(asks.map((ask) => nearestNodes(ask, signal))),
    paths: (asks, signal) => answersTo(asks.map((ask) => paths(ask, signal))),
    costs: (asks, signal) => answersTo(asks.map((ask) => findCosts(ask, signal))),
    reach: (asks, signal) => answersTo(asks.map((ask) => reach(ask, signal))),
    edgesWithin: (asks, signal) => answersTo(asks.map((ask) => edgesWithin(ask, signal))),
    async edges(version, ids, signal) {
      const found = new Map<number, EdgeRecord>();
      const missing = new Set<number>();
      for (const id of ids) {
        const edge = store.find(version, id);
        if (edge) found.set(id, edge);
        else missing.add(id);
      }
      const chunks = chunksOf([...missing], idsPerStatement);
      for (const learned of await Promise.all(chunks.map((chunk) => edges({version, ids: chunk}, signal)))) {
        for (const [id, edge] of learned) found.set(id, edge);
        store.keep(version, learned.values());
      }
      return Array.from(ids, (id) => getEdge(found, version, id));
    },
    tiles: (asks, signal) => answersTo(asks.map((ask) => tiles(ask, signal))),
    async close() {
      batcher.close();
      await pool.end();
    },
  };
}

const sqlFolder = 'src/engines/pgrouting/sql';

/** A point snaps in the eighth of a search's time, a reach takes that of eight (one city, whole arc table). */
const pointsPerSearch = 8;
const searchesPerReach = 8;
const searchesPerTile = 16;
/** A matrix is sent in parts of so many searches, so that it spreads over the connections and others come in between. */
const searchesPerPart = 25;
/** About 15 ms of the event loop to read them. */
const idsPerStatement = 5000;

/**
 * An ask that fails alone has its error as its answer; where all fail for want of a database, of time or of room, the
 * whole rejects.
 */
async function answersTo<T>(asked: readonly Promise<T>[]): Promise<Answers<T>> {
  const answers = (await Promise.allSettled(asked)).map((outcome) => {
    if (outcome.status === 'fulfilled') return outcome.value;
    if (outcome.reason instanceof RoutingError) return outcome.reason;
    throw outcome.reason;
  });
  if (answers.length > 0 && answers.every(endsTheWhole)) throw answers[0] as RoutingError;
  return answers;
}

function endsTheWhole(answer: unknown): boolean {
  return answer instanceof NetworkUnavailable || answer instanceof Timeout || answer instanceof Overloaded;
}

function chunksOf(ids: readonly number[], size: number): number[][] {
  const chunks: number[][] = [];
  for (let first = 0; first < ids.length; first += size) chunks.push(ids.slice(first, first + size));
  return chunks;
}

function getEdge(edges: ReadonlyMap<number, EdgeRecord>, version: string, id: number): EdgeRecord {
  const edge = edges.get(id);
  if (!edge) throw new RangeError(`Network version ${version} has no edge ${id}.`);
  return edge;
}
