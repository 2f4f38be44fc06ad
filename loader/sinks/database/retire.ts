import type {LoadSession} from './load-session.js';
import {withShortLocks} from './short-locks.js';

/**
 * Takes the networks older than the one before the current off the list and drops their tables.
 * @returns what could not be dropped and why, a sentence each; the next load tries again
 */
export async function retireOldNetworks(
  session: LoadSession,
  current: number,
  previous: number | null,
): Promise<string[]> {
  try {
    await withShortLocks(session.client, () => session.run('forget.sql', [current, previous]));
    return (await dropLeftovers(session)).warnings;
  } catch (error) {
    return [`Older networks stay: ${(error as Error).message}.`];
  }
}

/**
 * Drops the tables of networks that are not on the list: those of old ones, and what a load that was cut off has left.
 * One table a transaction, so that a reader never waits for more than one short lock.
 * @returns the tables that are gone; what could not be dropped and why, a sentence each
 */
export async function dropLeftovers(session: LoadSession): Promise<{dropped: string[]; warnings: string[]}> {
  const dropped: string[] = [];
  const warnings: string[] = [];
  for (const {name} of await session.run<{name: string}>('leftovers.sql')) {
    try {
      await withShortLocks(session.client, () => session.run('drop-table.sql', [], {name}), {attempts: DROP_ATTEMPTS});
      dropped.push(name);
    } catch (error) {
      warnings.push(`Table ${name} could not be dropped: ${(error as Error).message}.`);
    }
  }
  return {dropped, warnings};
}

/** About five seconds: a reader that holds a partition longer than that is left alone. */
const DROP_ATTEMPTS = 12;
