import {chownSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {type Account, privateFolder, serverAccount} from '../database/stack/account.js';
import {freePort} from '../database/stack/free-port.js';
import {packageRoot} from '../src/package-root.js';
import {FILE_PATH, withFileServer} from './file-server.js';
import {nginxPath} from './nginx-program.js';
import type {HttpAnswer, Target} from './question.js';
import {ServedProcess} from './served-process.js';
import type {Server} from './server.js';

/** Two gateways behind Nginx with the project's own configuration, and a file that the same Nginx serves. */
export interface BehindNginx extends Server {
  readonly file: {
    readonly origin: string;
    readonly path: string;
    readonly content: string;
  };
}

/**
 * Starts two gateways, and Nginx in front of them by its own start script, which writes below one temporary folder.
 * @param startGateway called twice
 * @param fileAnswer   what the file is to hold and be sent with, told one of the gateways
 */
export async function startBehindNginx(
  startGateway: () => Promise<Server>,
  fileAnswer: (gateway: Target) => Promise<HttpAnswer>,
): Promise<BehindNginx> {
  const gateways: Server[] = [];
  const stopGateways = () => Promise.all(gateways.map((gateway) => gateway.stop()));
  try {
    gateways.push(await startGateway());
    gateways.push(await startGateway());
    const nginx = await startNginx(
      gateways.map(({origin}) => origin),
      await fileAnswer(gateways[0]),
    );
    return {
      origin: nginx.origin,
      file: nginx.file,
      gateways: gateways.flatMap((gateway) => gateway.gateways),
      pids: {
        gateway: gateways.flatMap(({pids}) => pids.gateway),
        database: gateways[0].pids.database,
        nginx: [nginx.served.pid],
      },
      stop: async () => {
        await nginx.stop();
        await stopGateways();
      },
    };
  } catch (error) {
    await stopGateways();
    throw error;
  }
}

/** Requests a second and address: the limit is checked for every request, and meets none. */
const NO_LIMIT = '1000000';

async function startNginx(gateways: readonly string[], answer: HttpAnswer) {
  const account = serverAccount();
  const [port, filePort] = [await freePort(), await freePort()];
  const folder = nginxFolder(account, filePort, answer);
  const remove = () => rmSync(folder, {recursive: true, force: true});
  // nobody else is left to remove it when we end before our time
  process.once('exit', remove);
  const served = await ServedProcess.start({
    program: '/bin/sh',
    args: [join(folder, 'start.sh')],
    account,
    // a master that is killed leaves its workers behind
    lastSignal: 'SIGTERM',
    env: {
      PATH: nginxPath,
      GATEWAY_SERVERS: gateways.map((origin) => `server ${new URL(origin).host};`).join(' '),
      NGINX_HOST: '127.0.0.1',
      NGINX_PORT: String(port),
      TMP_PATH: folder,
      CACHE_PATH: join(folder, 'cache'),
      // the format and the buffer of the default; a pipe would have to be read by the load generator
      ACCESS_LOG: `${join(folder, 'access.log')} roadql buffer=32k flush=1s`,
      RATE_PER_SECOND: NO_LIMIT,
      RATE_BURST: NO_LIMIT,
      TILE_RATE_PER_SECOND: NO_LIMIT,
      TILE_RATE_BURST: NO_LIMIT,
    },
    readyUrl: `http://127.0.0.1:${port}/nginx-health`,
  });
  return {
    served,
    origin: `http://127.0.0.1:${port}`,
    file: {origin: `http://127.0.0.1:${filePort}`, path: FILE_PATH, content: answer.body},
    stop: async () => {
      await served.stop();
      process.off('exit', remove);
      remove();
    },
  };
}

/** A folder of Nginx's account with all that it reads and writes. */
function nginxFolder(account: Account, filePort: number, answer: HttpAnswer): string {
  const folder = privateFolder(mkdtempSync(join(tmpdir(), 'roadql-bench-')), account);
  const shipped = join(packageRoot, 'deploy/nginx');
  copyFileSync(join(shipped, 'start.sh'), join(folder, 'start.sh'));
  const template = readFileSync(join(shipped, 'nginx.conf.template'), 'utf8');
  writeFileSync(join(folder, 'nginx.conf.template'), withFileServer(template, folder, filePort, answer));
  writeFileSync(join(folder, FILE_PATH), answer.body);
  mkdirSync(join(folder, 'cache'));
  for (const name of ['', 'start.sh', 'nginx.conf.template', FILE_PATH, 'cache']) {
    if (account.uid !== undefined && account.gid !== undefined) {
      chownSync(join(folder, name), account.uid, account.gid);
    }
  }
  return folder;
}
