import {migrate} from '../migrate.js';
import {installByApt, mayInstall} from './apt.js';
import {findBinaries} from './binaries.js';
import {NothingToStart, type Stack} from './stack.js';
import {dockerLacks, startDockerStack} from './start-docker.js';
import {startLocalStack} from './start-local.js';

export interface StackOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Told what is under way, a line each. */
  readonly log: (line: string) => void;
  /** Connections of a server of our own; database/postgresql.conf's by default. */
  readonly maxConnections?: number;
}

/**
 * A database to work with, from the first of these: the operator's own (`DATABASE_URL` with `DATABASE_ADMIN_URL`),
 * programs of this machine, programs that apt-get brings (as root on Debian and Ubuntu), Docker.
 * @throws NothingToStart that says what to install
 */
export async function startStack({env, log, maxConnections}: StackOptions): Promise<Stack> {
  const statementTimeoutMs = Number(env.QUERY_TIMEOUT_MS) || 5_000;
  if (env.DATABASE_URL) return operatorStack(env, statementTimeoutMs);

  const reasons: string[] = [];
  let binaries = findBinaries(env);
  if (typeof binaries === 'string' && mayInstall()) {
    try {
      installByApt(log);
      binaries = findBinaries(env);
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  if (typeof binaries !== 'string') return startLocalStack({binaries, maxConnections, statementTimeoutMs});
  reasons.unshift(binaries);

  const lack = dockerLacks();
  if (lack === null) return startDockerStack(statementTimeoutMs, log);
  throw new NothingToStart([...reasons, lack]);
}

/** Nothing is started, and nothing but the schema is touched. */
async function operatorStack(env: NodeJS.ProcessEnv, statementTimeoutMs: number): Promise<Stack> {
  const {DATABASE_URL: gateway, DATABASE_ADMIN_URL: direct, GATEWAY_PASSWORD: gatewayPassword} = env;
  if (!gateway || !direct)
    throw new Error('DATABASE_URL is set, so DATABASE_ADMIN_URL must be: the owner, on the direct port.');
  await migrate(direct, {statementTimeoutMs, gatewayPassword});
  const pooled = new URL(gateway);
  ({username: pooled.username, password: pooled.password} = new URL(direct));
  return {urls: {direct, pooled: pooled.href, gateway}, origin: 'DATABASE_URL', stop: () => Promise.resolve()};
}
