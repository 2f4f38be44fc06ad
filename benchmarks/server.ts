import {join} from 'node:path';
import {freePort} from '../database/stack/free-port.js';
import {packageRoot} from '../src/package-root.js';
import type {LoadedDatabase} from './database.js';
import type {Target} from './question.js';
import {ServedProcess} from './served-process.js';
import type {Part} from './subject.js';

/** Processes that answer, and where. */
export interface Server extends Target {
  /** Of each part the processes that started all its others. */
  readonly pids: Readonly<Record<Exclude<Part, 'generator'>, readonly number[]>>;
  stop(): Promise<void>;
}

export type EngineName = 'embedded' | 'pgrouting';

/** How programs of ours are started: Node's arguments before a program's own. Tests run the sources. */
export interface Programs {
  /** The `roadql` command. */
  readonly roadql: readonly string[];
  /** @param name of a file in yardstick/ */
  yardstick(name: string): readonly string[];
}

/** The programs as they are built, with the options that `npm start` gives Node. */
export const builtPrograms: Programs = {
  roadql: ['--enable-source-maps', '--max-semi-space-size=64', join(packageRoot, 'dist/loader/cli.js')],
  yardstick: (name) => [join(packageRoot, `dist/benchmarks/yardstick/${name}.js`)],
};

/**
 * The gateway as an operator runs it, with its defaults.
 * @param database null for the embedded engine
 * @param settings what it is told besides
 */
export async function startGateway(
  programs: Programs,
  engine: EngineName,
  networkFile: string,
  database: LoadedDatabase | null,
  settings: NodeJS.ProcessEnv = {},
): Promise<Server> {
  return startProgram(
    [...programs.roadql, 'serve', '--engine', engine],
    {
      NODE_ENV: 'production',
      // one line a request would be measured too, and nobody reads it here
      LOG_LEVEL: 'warn',
      NETWORK: networkFile,
      DATABASE_URL: database?.urls.gateway,
      ...settings,
    },
    '/readyz',
    database?.pids,
  );
}

/** The yardstick of yardstick/whole-table.ts. */
export function startWholeTable(programs: Programs, {urls, version, pids}: LoadedDatabase): Promise<Server> {
  const env = {DATABASE_URL: urls.direct, NETWORK_VERSION: version};
  return startProgram(programs.yardstick('whole-table'), env, '/', pids);
}

/** The yardstick of yardstick/constant.ts. @param data what the gateway answers a route query */
export function startConstant(programs: Programs, data: string): Promise<Server> {
  return startProgram(programs.yardstick('constant'), {NODE_ENV: 'production', DATA: data}, '/readyz');
}

/** The yardstick of yardstick/json-scalar.ts. @param data what the gateway answers the long route's query */
export function startJsonScalar(programs: Programs, networkFile: string): Promise<Server> {
  return startProgram(programs.yardstick('json-scalar'), {NODE_ENV: 'production', NETWORK: networkFile}, '/readyz');
}

/** A program that listens on the loopback port that its PORT names. */
async function startProgram(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  readyPath: string,
  database: readonly number[] = [],
): Promise<Server> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const {PATH, HOME, XDG_CACHE_HOME} = process.env;
  const served = await ServedProcess.start({
    args,
    env: {PATH, HOME, XDG_CACHE_HOME, ...env, PORT: String(port)},
    readyUrl: origin + readyPath,
  });
  return {
    origin,
    gateways: [origin],
    pids: {gateway: [served.pid], database, nginx: []},
    stop: () => served.stop(),
  };
}
