import {spawn, spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {migrate} from '../migrate.js';
import {freePort} from './free-port.js';
import {answersThrough} from './start-pgbouncer.js';
import type {Stack} from './stack.js';
import {watchdog} from './watchdog.js';

/** Whether Docker runs and has Compose. @returns null, or what is missing, a sentence */
export function dockerLacks(): string | null {
  const run = (...args: string[]) => spawnSync('docker', args, {stdio: 'ignore', timeout: 10_000}).status;
  if (run('info') !== 0) return 'Docker does not run here.';
  return run('compose', 'version') === 0 ? null : 'Docker has no Compose plug-in.';
}

/**
 * The database and PgBouncer of compose.yaml, under a project name and on ports of their own; volumes go at the end.
 * @param log told what is under way
 */
export async function startDockerStack(statementTimeoutMs: number, log: (line: string) => void): Promise<Stack> {
  log('starting the database and PgBouncer of compose.yaml in Docker ...');
  const project = `roadql-stack-${process.pid}`;
  const [port, pooledPort] = [await freePort(), await freePort()];
  const [owner, gateway] = [randomBytes(18).toString('base64url'), randomBytes(18).toString('base64url')];
  const environment = {
    DATABASE_PORT: String(port),
    PGBOUNCER_PORT: String(pooledPort),
    OWNER_PASSWORD: owner,
    GATEWAY_PASSWORD: gateway,
  };
  const file = join(packageRoot, 'compose.yaml');
  const compose = ['compose', '--project-name', project, '--file', file];
  // removing needs no password, but the file asks for them
  const callOff = watchdog(
    'OWNER_PASSWORD=none GATEWAY_PASSWORD=none docker compose --project-name "$1" --file "$2" down --volumes',
    [project, file],
  );
  const stack: Stack = {
    origin: `Docker, Compose project ${project}`,
    urls: {
      direct: `postgres://roadql:${owner}@127.0.0.1:${port}/roadql`,
      pooled: `postgres://roadql:${owner}@127.0.0.1:${pooledPort}/roadql`,
      gateway: `postgres://roadql_gateway:${gateway}@127.0.0.1:${pooledPort}/roadql`,
    },
    stop: async () => {
      await docker([...compose, 'down', '--volumes'], environment);
      await callOff();
    },
  };
  try {
    await docker([...compose, 'up', '--detach', '--wait', 'database', 'pgbouncer'], environment);
    await migrate(stack.urls.direct, {statementTimeoutMs, gatewayPassword: gateway});
    if (!(await answersThrough(stack.urls.gateway)))
      throw new Error('The gateway login gets no answer from PgBouncer.');
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

function docker(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('docker', args, {env: {...process.env, ...environment}, stdio: ['ignore', 'ignore', 'pipe']});
    let complaints = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`docker ${args.join(' ')} failed: ${complaints.trim().slice(-500)}`)),
    );
  });
}
