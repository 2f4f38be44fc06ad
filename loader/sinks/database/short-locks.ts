import type {Client} from 'pg';

/**
 * Does work that needs locks, in a transaction that gives up after a fifth of a second and tries again: whoever waits
 * for a lock makes all that come after wait too, and those are the readers.
 * @throws what the work throws; the server's own error where it got no lock in all its attempts; the signal's reason
 */
export async function withShortLocks<T>(
  client: Client,
  work: () => Promise<T>,
  {attempts = 100, signal}: ShortLockOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    // an abort cancels a statement that runs, but between two attempts none does
    signal?.throwIfAborted();
    await client.query(`BEGIN; SET LOCAL lock_timeout = '${LOCK_MS}ms'; SET LOCAL synchronous_commit = on`);
    try {
      const result = await work();
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      const {code} = error as {code?: string};
      if (attempt === attempts || (code !== LOCK_NOT_AVAILABLE && code !== DEADLOCK_DETECTED)) throw error;
    }
    // not in step with whatever holds the lock
    await new Promise((resolve) => setTimeout(resolve, LOCK_MS * (0.5 + Math.random())));
  }
}

export interface ShortLockOptions {
  readonly attempts?: number;
  readonly signal?: AbortSignal;
}

const LOCK_MS = 200;
const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK_DETECTED = '40P01';
