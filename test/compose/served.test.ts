import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {serverAccount} from '../../database/stack/account.js';
import {freePort} from '../../database/stack/free-port.js';
import {startNginx, type Nginx} from '../nginx/nginx.js';
import {createDatabase, type TestDatabase} from '../stack/database.js';
import {environmentOf, interpolate, services} from './compose-file.js';
import {ImageProcess} from './image-process.js';
import {assembleImage, type ImageTree} from './image-tree.js';

const query =
  '{ network { source } route(waypoints: [{lon: -30.0208, lat: 44.9876}, {lon: -29.9844, lat: 45.0131}]) { routes { distance } } }';
const answer = {
  data: {network: {source: 'sample.osm.pbf'}, route: {routes: [{distance: expect.closeTo(4959, -1) as number}]}},
};

let tree: ImageTree;

beforeAll(() => {
  tree = assembleImage();
}, 120_000);
afterAll(() => tree.remove());

async function ask(url: string): Promise<unknown> {
  const body = JSON.stringify({query});
  const response = await fetch(`${url}/graphql`, {method: 'POST', headers: {'content-type': 'application/json'}, body});
  return response.json();
}

test('the image serves the sample city by itself, to an account that cannot write there, and stops in order', async () => {
  const account = serverAccount();
  // where we are not root the tree is our own
  if (account.uid !== undefined) {
    const writes = spawnSync('/bin/sh', ['-c', 'touch data/x || touch x'], {cwd: tree.app, ...account});
    expect(writes.status).not.toBe(0);
  }
  const port = await freePort();
  const gateway = new ImageProcess(tree, {
    env: {HOST: '127.0.0.1', PORT: String(port), XDG_CACHE_HOME: join(tree.app, 'nowhere')},
  });
  await gateway.healthy();
  expect(await ask(`http://127.0.0.1:${port}`)).toEqual(answer);
  expect(await gateway.stop()).toBe(0);
});

describe('compose.yaml, run without containers', () => {
  let database: TestDatabase;
  let passwords: Record<string, string>;

  beforeAll(async () => {
    database = await createDatabase({migrated: false});
    // the server's logins are those of the whole run: the gateway's keeps the secret that PgBouncer knows it by
    const [{rolpassword}] = await database.query<{rolpassword: string}>(
      "SELECT rolpassword FROM pg_authid WHERE rolname = 'roadql_gateway'",
    );
    passwords = {GATEWAY_PASSWORD: rolpassword, OWNER_PASSWORD: 'never-used-here'};
  });
  afterAll(() => database.drop());

  /** A job of compose.yaml as it stands there, on another database. */
  async function runJob(name: string) {
    const command = services[name].command!.map((word) => interpolate(word, {}));
    const env = {...environmentOf(name, passwords), DATABASE_ADMIN_URL: database.adminUrl};
    return new ImageProcess(tree, {command, env}).ended;
  }

  test('the jobs make the schema and load the sample once, the gateways serve it, and Nginx leads to both', async () => {
    expect(await runJob('migrate')).toMatchObject({code: 0, said: expect.stringMatching(/^Applied 0001/m) as string});
    expect(await runJob('loader')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/Version 1-\S+ is served now/) as string,
    });
    // the next `docker compose up` runs them again
    expect(await runJob('migrate')).toMatchObject({code: 0});
    expect(await runJob('loader')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^Version 1-\S+ is served al/) as string,
    });

    const gateways: {url: string; process: ImageProcess}[] = [];
    let nginx: Nginx | undefined;
    try {
      for (let replica = 0; replica < services.gateway.deploy!.replicas!; replica++) {
        const port = String(await freePort());
        const env = {...environmentOf('gateway', passwords), DATABASE_URL: database.gatewayUrl, PORT: port};
        const gateway = new ImageProcess(tree, {env: {...env, HOST: '127.0.0.1', DRAIN_DELAY_MS: '0'}});
        gateways.push({url: `http://127.0.0.1:${port}`, process: gateway});
      }
      await Promise.all(gateways.map(({process}) => process.healthy()));
      const urls = gateways.map(({url}) => url);
      // the addresses here are not those of containers, and this Nginx may be too old to look them up again
      const GATEWAY_SERVERS = urls.map((url) => `server ${new URL(url).host};`).join(' ');
      const env = {...environmentOf('nginx'), GATEWAY_SERVERS, NGINX_RESOLVER: ''};
      nginx = await startNginx({gateways: urls, env});
      expect((await fetch(nginx.url + new URL(services.nginx.healthcheck!.test!.at(-1)!).pathname)).status).toBe(200);
      for (let asked = 0; asked < 4; asked++) expect(await ask(nginx.url)).toEqual(answer);
      const answered = new Set((await nginx.accessLog()).map(({gateway}) => `http://${gateway}`));
      for (const {url} of gateways) expect(answered).toContain(url);
    } finally {
      await nginx?.stop();
      expect(await Promise.all(gateways.map(({process}) => process.stop()))).toEqual(gateways.map(() => 0));
    }
  });
});
