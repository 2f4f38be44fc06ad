import {writeToDatabase} from '../../loader/sinks/database.js';
import {openPgRoutingEngine} from '../../src/engines/pgrouting/engine.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import {createDatabase, type TestDatabase} from '../stack/database.js';
import type {EngineUnderTest} from './engines.js';

let database: Promise<TestDatabase> | undefined;

// One database serves all the towns of a suite, one load after another; it goes with the suite.
afterAll(async () => {
  await (await database)?.drop();
});

/** The pgRouting engine, on the run's real server through PgBouncer. */
export const pgRoutingUnderTest: EngineUnderTest = {
  name: 'pgrouting',
  share: 0.15,
  async open(network) {
    const {adminUrl, gatewayUrl} = await (database ??= createDatabase({statementTimeoutMs: 20_000}));
    await writeToDatabase(network, {adminUrl, statistics: networkStatistics(network), force: true});
    return openPgRoutingEngine({
      databaseUrl: gatewayUrl,
      batchMax: 64,
      queueMax: 1000,
      queryTimeoutMs: 20_000,
      edgeStoreBytes: 1_000_000,
    });
  },
};
