import type {Client} from 'pg';
import {connectDirectly} from '../src/postgres/connect.js';

/** Counts what the gateway's login has the database do, by pg_stat_statements. */
export class StatementCount {
  private constructor(private readonly client: Client) {}

  /** @param adminUrl the owner, on the direct port */
  static async open(adminUrl: string): Promise<StatementCount> {
    const client = await connectDirectly(adminUrl, 'roadql bench');
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    return new StatementCount(client);
  }

  /** @returns statements of that login that have ended since the server started */
  async soFar(login = 'roadql_gateway'): Promise<number> {
    const {rows} = await this.client.query<{calls: number}>(
      `SELECT COALESCE(sum(calls), 0)::float8 AS calls
         FROM pg_stat_statements WHERE userid = to_regrole($1)`,
      [login],
    );
    return rows[0].calls;
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
