import {join} from 'node:path';
import {freePort} from '../database/stack/free-port.js';
import {packageRoot} from '../src/package-root.js';
import type {LoadedDatabase} from './database.js';
import {ServedProcess} from './served-process.js';

/** A process that answers, and where. */
export interface Server {
  readonly process: ServedProcess;
  /** Where to POST. */
  readonly url: string;
}

/** The gateway as an operator runs it, with its defaults. */
export async function startGateway(
  engine: 'embedded' | 'pgrouting',
  networkFile: string,
  database: LoadedDatabase | null,
): Promise<Server> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const served = await ServedProcess.start({
    args: [join(packageRoot, 'dist/loader/cli.js'), 'serve', '--engine', engine, '--port', String(port)],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      XDG_CACHE_HOME: process.env.XDG_CACHE_HOME,
      NODE_ENV: 'production',
      // one line a request would be measured too, and nobody reads it here
      LOG_LEVEL: 'warn',
      NETWORK: networkFile,
      DATABASE_URL: database?.urls.gateway,
    },
    readyUrl: `${origin}/readyz`,
  });
  return {process: served, url: `${origin}/graphql`};
}

/** The yardstick, see yardstick/whole-table.ts. */
export async function startWholeTable({urls, version}: LoadedDatabase): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const served = await ServedProcess.start({
    args: [join(packageRoot, 'dist/benchmarks/yardstick/whole-table.js')],
    env: {PATH: process.env.PATH, PORT: String(port), DATABASE_URL: urls.direct, NETWORK_VERSION: version},
    readyUrl: url,
  });
  return {process: served, url};
}
