import {chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {privateFolder, serverAccount} from '../../database/stack/account.js';
import {freePort} from '../../database/stack/free-port.js';
import {ServerProcess} from '../../database/stack/server-process.js';
import {watchdog} from '../../database/stack/watchdog.js';
import {packageRoot} from '../../src/package-root.js';
import {findNginx, nginxPath} from './find-nginx.js';

export interface NginxOptions {
  /** The gateways' addresses, such as `http://127.0.0.1:4000`. */
  readonly gateways: readonly string[];
  /** Variables of deploy/nginx/README.md; over those that the test needs itself. */
  readonly env?: Readonly<Record<string, string>>;
  /** A whole template in the place of deploy/nginx/nginx.conf.template. */
  readonly template?: string;
}

/** A line of the access log. */
export type AccessLine = Readonly<Record<string, string | number>>;

/** Nginx with the project's own configuration on a free loopback port, its files in a folder of its own. */
export interface Nginx {
  /** Without a slash at its end. */
  readonly url: string;
  /** The master process. */
  readonly pid: number;
  /** The account's own folders, the only ones that it may write to. */
  readonly tmpPath: string;
  readonly cachePath: string;
  /** Every request that it has answered so far: the log is not buffered here. */
  accessLog(): Promise<AccessLine[]>;
  /** What it said on standard error. */
  errorLog(): string;
  /** Reads its configuration again, as an operator would have it. */
  reload(): void;
  stop(): Promise<void>;
}

/**
 * Runs deploy/nginx/start.sh as it is, as an account that is not root, until `stop`, or until this process ends.
 * @throws Error with what Nginx says where it does not start
 */
export async function startNginx({gateways, env = {}, template}: NginxOptions): Promise<Nginx> {
  findNginx();
  for (let attempt = 1; ; attempt++) {
    const nginx = new StartedNginx(await freePort(), gateways, env, template);
    try {
      await nginx.start();
      return nginx;
    } catch (error) {
      await nginx.stop();
      // between looking for a free port and taking it another program may have been quicker
      if (attempt === 3 || !/in use/i.test((error as Error).message)) throw error;
    }
  }
}

class StartedNginx implements Nginx {
  readonly url: string;
  readonly tmpPath: string;
  readonly cachePath: string;
  private readonly folder: string;
  private readonly process: ServerProcess;
  private readonly callOff: () => Promise<void>;

  constructor(port: number, gateways: readonly string[], env: Readonly<Record<string, string>>, template?: string) {
    const account = serverAccount();
    this.url = `http://127.0.0.1:${port}`;
    this.folder = mkdtempSync(join(tmpdir(), 'roadql-nginx-'));
    // what the account reads is not its own, so that it cannot write there
    chmodSync(this.folder, 0o755);
    this.tmpPath = privateFolder(join(this.folder, 'tmp'), account);
    this.cachePath = privateFolder(join(this.folder, 'cache'), account);
    const shipped = join(packageRoot, 'deploy/nginx');
    for (const name of ['start.sh', 'nginx.conf.template']) copyFileSync(join(shipped, name), join(this.folder, name));
    if (template !== undefined) copyFileSync(template, join(this.folder, 'nginx.conf.template'));

    const variables: Readonly<Record<string, string>> = {
      PATH: nginxPath,
      NGINX_HOST: '127.0.0.1',
      NGINX_PORT: String(port),
      NGINX_WORKERS: '1',
      GATEWAY_SERVERS: gateways.map((url) => `server ${new URL(url).host} max_fails=1 fail_timeout=2s;`).join(' '),
      TMP_PATH: this.tmpPath,
      CACHE_PATH: this.cachePath,
      CACHE_MAX_SIZE: '64m',
      CACHE_KEYS_SIZE: '1m',
      RATE_PER_SECOND: '100000',
      RATE_BURST: '100000',
      TILE_RATE_PER_SECOND: '100000',
      TILE_RATE_BURST: '100000',
      ACCESS_LOG: `${join(this.tmpPath, 'access.log')} roadql`,
      ERROR_LOG_LEVEL: 'info',
      ...env,
    };
    this.process = new ServerProcess(
      'Nginx',
      '/usr/bin/env',
      [
        '-i',
        ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
        '/bin/sh',
        join(this.folder, 'start.sh'),
      ],
      {...account, cwd: '/'},
      this.errorLogPath,
    );
    this.callOff = watchdog('kill "$(cat "$1/tmp/nginx.pid")"; rm -rf "$1"', [this.folder]);
  }

  get pid(): number {
    const {pid} = this.process;
    if (pid === undefined) throw new Error('Nginx does not run.');
    return pid;
  }

  async start(): Promise<void> {
    await this.process.start(async () => {
      const answer = await fetch(`${this.url}/nginx-health`).catch(() => null);
      return answer?.ok === true;
    });
  }

  async accessLog(): Promise<AccessLine[]> {
    // a line is written just after its answer; the one worker has done so before it answers another
    await fetch(`${this.url}/nginx-health`);
    const path = join(this.tmpPath, 'access.log');
    if (!existsSync(path)) return [];
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as AccessLine);
  }

  errorLog(): string {
    return readFileSync(this.errorLogPath, 'utf8');
  }

  reload(): void {
    process.kill(this.pid, 'SIGHUP');
  }

  async stop(): Promise<void> {
    await this.process.stop('SIGTERM');
    await this.callOff();
    rmSync(this.folder, {recursive: true, force: true});
  }

  private get errorLogPath(): string {
    return join(this.folder, 'error.log');
  }
}
