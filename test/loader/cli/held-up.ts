import {Client} from 'pg';
import type {TestDatabase} from '../../stack/database.js';

/** Where a load can be made to stand still: the lock that it asks for there, and what is done by then. */
export const holdUps = {
  /** Before the first row is written. */
  staging: 'LOCK TABLE ONLY node IN ACCESS EXCLUSIVE MODE',
  /** When its tables are whole, but nobody sees them yet. */
  attaching: 'LOCK TABLE arc IN SHARE UPDATE EXCLUSIVE MODE',
} as const;

/** Holds a lock that a load needs, until it is let go: what runs beside a load may take any time. */
export async function holdUp(
  database: TestDatabase,
  where: keyof typeof holdUps,
): Promise<{letGo: () => Promise<void>}> {
  const client = new Client({connectionString: database.adminUrl});
  // a test that fails leaves it behind, and the end of its database ends it
  client.on('error', () => {});
  await client.connect();
  await client.query(`BEGIN; ${holdUps[where]}`);
  return {letGo: () => client.end()};
}

/** Waits until a load stands before a lock that `holdUp` holds; its own sessions wait for each other too, for a moment. */
export async function isHeldUp(database: TestDatabase): Promise<void> {
  for (;;) {
    const [{waiting}] = await database.query<{waiting: number}>(
      `SELECT count(*)::integer AS waiting FROM pg_stat_activity AS load
        WHERE datname = current_database() AND application_name LIKE 'roadql load %' AND wait_event_type = 'Lock'
          AND EXISTS (SELECT FROM pg_stat_activity AS holder
            WHERE holder.pid = ANY (pg_blocking_pids(load.pid)) AND holder.application_name NOT LIKE 'roadql load %')`,
    );
    if (waiting > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until no load has a session any more. */
export async function isGone(database: TestDatabase): Promise<void> {
  for (;;) {
    const [{sessions}] = await database.query<{sessions: number}>(
      `SELECT count(*)::integer AS sessions FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'roadql load %'`,
    );
    if (sessions === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
