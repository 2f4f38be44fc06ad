import {freePort} from '../../../database/stack/free-port.js';
import {type Running, startRoadql} from '../../loader/cli/roadql.js';
import {type Nginx, startNginx} from '../../nginx/nginx.js';
import {tripManifest} from './trip-document.js';

/** A gateway in a process of its own. */
export interface ServedGateway {
  readonly url: string;
  /** As Nginx's log names it. */
  readonly host: string;
  /** Its process ends; resolves once it has, with its exit code or the signal. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  /** Once more, on the same port; resolves once it answers. */
  start(): Promise<void>;
}

/** Two gateways behind Nginx. */
export interface Service {
  readonly nginx: Nginx;
  readonly gateways: readonly [ServedGateway, ServedGateway];
  stop(): Promise<void>;
}

/** Runs `roadql serve` twice, and Nginx with the project's own configuration. @param env of both gateways */
export async function startService(env: Readonly<Record<string, string>>): Promise<Service> {
  const gateways = await Promise.all([startGateway(env), startGateway(env)]);
  const nginx = await startNginx({gateways: gateways.map(({url}) => url)});
  return {
    nginx,
    gateways,
    stop: async () => {
      await nginx.stop();
      await Promise.all(gateways.map((gateway) => gateway.end('SIGKILL')));
    },
  };
}

async function startGateway(env: Readonly<Record<string, string>>): Promise<ServedGateway> {
  const port = await freePort();
  let running: Running;
  const start = async () => {
    running = startRoadql(['serve', '--port', String(port)], {
      PERSISTED_MANIFEST: tripManifest(),
      TRUST_PROXY: 'true',
      LOG_LEVEL: 'warn',
      ...env,
    });
    await running.says(/GraphiQL: http/);
  };
  await start();
  const host = `127.0.0.1:${port}`;
  return {
    url: `http://${host}`,
    host,
    start,
    end: async (signal) => {
      running.child.kill(signal);
      return (await running.ended).code;
    },
  };
}
