import {migrate} from '../../database/migrate.js';
import {readConfig} from '../../src/config.js';

/**
 * Brings a database to the newest schema and its roles to what the gateway needs, by what the environment says, and
 * tells on standard error what this owner was not allowed to do.
 * @returns names of the migrations that ran
 * @throws BadConfig QUERY_TIMEOUT_MS cannot be used; what `migrate` throws
 */
export async function bringUpToDate(adminUrl: string, signal: AbortSignal): Promise<readonly string[]> {
  const {QUERY_TIMEOUT_MS, GATEWAY_PASSWORD} = process.env;
  const {applied, warnings} = await migrate(adminUrl, {
    // this variable alone: what the gateway needs besides is not needed here
    statementTimeoutMs: readConfig({QUERY_TIMEOUT_MS}).queryTimeoutMs,
    gatewayPassword: GATEWAY_PASSWORD || undefined,
    signal,
  });
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  return applied;
}
