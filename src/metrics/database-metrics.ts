import {Counter, Gauge, type Registry} from 'prom-client';

/** The state of an engine that searches in a database, now. */
export interface DatabaseGauges {
  /** Searches that wait for a connection. */
  readonly waiting: number;
  /** Statements that run. */
  readonly active: number;
  readonly connections: {
    /** Open. */
    readonly total: number;
    /** Open and unused. */
    readonly idle: number;
    /** Statements that wait for one. */
    readonly waiting: number;
  };
  readonly edgeStoreBytes: number;
  /** Edges found in memory, and edges that had to be fetched, since the start. */
  readonly edgeStoreHits: number;
  readonly edgeStoreMisses: number;
}

/** The queue, the connections and the memory of the engine that searches in a database, read at each scrape. */
export function databaseMetrics(registry: Registry, gauges: () => DatabaseGauges): void {
  const gauge = (name: string, help: string, read: (gauges: DatabaseGauges) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read(gauges()));
      },
    });
  const counter = (name: string, help: string, read: (gauges: DatabaseGauges) => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read(gauges()));
      },
    });

  gauge('roadql_queue_length', 'Searches that wait for a connection.', ({waiting}) => waiting);
  gauge('roadql_statements_active', 'SQL calls that run.', ({active}) => active);
  gauge('roadql_edge_store_bytes', 'Memory that learned edges take, estimated.', (now) => now.edgeStoreBytes);
  counter('roadql_edge_store_hits_total', 'Edges found in memory.', (now) => now.edgeStoreHits);
  counter('roadql_edge_store_misses_total', 'Edges that had to be fetched.', (now) => now.edgeStoreMisses);
  new Gauge({
    name: 'roadql_pool_connections',
    help: 'Connections to the database: total, idle of these, and statements waiting for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(gauges().connections)) this.set({state}, count);
    },
  });
}
