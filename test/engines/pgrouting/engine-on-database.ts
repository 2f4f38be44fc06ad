import {Client} from 'pg';
import {openPgRoutingEngine, type PgRoutingEngine} from '../../../src/engines/pgrouting/engine.js';
import type {Searched} from '../../../src/engines/pgrouting/operation.js';
import {createDatabase, type TestDatabase} from '../../stack/database.js';

/** An engine on a database of the suite's own, from before its first test to after its last. */
export class EngineOnDatabase {
  engine!: PgRoutingEngine;
  /** The database's owner, on the direct port. */
  owner!: Client;
  /** What the searches since the last look ran on. */
  readonly searched = new Set<Searched>();
  private database!: TestDatabase;

  constructor() {
    beforeAll(async () => {
      this.database = await createDatabase();
      this.owner = new Client({connectionString: this.database.adminUrl});
      await this.owner.connect();
      this.engine = openPgRoutingEngine({
        databaseUrl: this.database.gatewayUrl,
        batchMax: 64,
        queueMax: 1000,
        queryTimeoutMs: 20_000,
        edgeStoreBytes: 1e6,
        onBatch: ({searched}) => searched && this.searched.add(searched),
      });
    });
    afterAll(async () => {
      await this.engine.close();
      await this.owner.end();
      await this.database.drop();
    });
  }
}
