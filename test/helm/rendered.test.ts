import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {IDeploymentSpec} from 'kubernetes-models/apps/v1/DeploymentSpec';
import type {IJobSpec} from 'kubernetes-models/batch/v1/JobSpec';
import type {IContainer} from 'kubernetes-models/v1/Container';
import type {IPodSpec} from 'kubernetes-models/v1/PodSpec';
import {freePort} from '../../database/stack/free-port.js';
import {packageRoot} from '../../src/package-root.js';
import {type Nginx, startNginx} from '../nginx/nginx.js';
import {createDatabase, type TestDatabase} from '../stack/database.js';
import {ending, type SourceProcess, startSource} from '../stack/source-process.js';
import {render} from './chart.js';
import {component, environmentOf} from './manifest.js';

// What `helm install` would start, with its own arguments, environment and files: the Job's containers one after the
// other, two gateways, and Nginx. Only addresses and folders are this machine's.

const document = 'query Reach($at: [WaypointInput!]!) { route(waypoints: $at) { networkVersion routes { distance } } }';
const hash = createHash('sha256').update(document).digest('hex');
const manifest = JSON.stringify({[hash]: document});
const at = [
  {lon: -30.0208, lat: 44.9876},
  {lon: -29.9844, lat: 45.0131},
];

const manifests = render({files: ['default'], values: {gateway: {persistedQueries: {manifest}}}});
let folder: string;
let database: TestDatabase;
let gateways: {url: string; process: SourceProcess}[] = [];
let nginx: Nginx;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roadql-rendered-'));
  database = await createDatabase({migrated: false});
  await runJob(component<IJobSpec>(manifests, 'Job', 'loader').spec);
  gateways = await Promise.all([startGateway(), startGateway()]);
  nginx = await startRenderedNginx(gateways.map(({url}) => url));
}, 120_000);

afterAll(async () => {
  await nginx?.stop();
  for (const {process} of gateways) process.kill('SIGKILL');
  await Promise.all(gateways.map(({process}) => ending(process)));
  await database?.drop();
  rmSync(folder, {recursive: true});
});

test('the ConfigMap holds the very files of deploy/nginx', () => {
  const data = configMap('nginx');
  for (const name of ['nginx.conf.template', 'start.sh']) {
    expect(`${data[name]}\n`).toBe(readFileSync(join(packageRoot, 'deploy/nginx', name), 'utf8'));
  }
  expect(Object.keys(data).sort()).toEqual(['nginx.conf.template', 'start.sh']);
});

test('the Job that ran once more finds the network and leaves it', async () => {
  const versions = () => database.query<{version: string}>('SELECT version FROM network');
  const before = await versions();
  await runJob(component<IJobSpec>(manifests, 'Job', 'loader').spec);
  expect(before).toHaveLength(1);
  expect(await versions()).toEqual(before);
});

test('both gateways are ready, with the network that the Job loaded', async () => {
  const [{version}] = await database.query<{version: string}>('SELECT version FROM network');
  const answers = await Promise.all(gateways.map(({url}) => fetch(`${url}/readyz`)));
  expect(answers.map(({status}) => status)).toEqual([200, 200]);
  for (const answer of answers) expect(await answer.json()).toMatchObject({networkVersion: version});
});

test('a persisted GET is a MISS and then a HIT', async () => {
  const variables = encodeURIComponent(JSON.stringify({at}));
  const get = () => fetch(`${nginx.url}/graphql?documentId=sha256:${hash}&variables=${variables}`);
  const first = await get();
  const second = await get();
  expect([first, second].map(({status, headers}) => [status, headers.get('x-cache')])).toEqual([
    [200, 'MISS'],
    [200, 'HIT'],
  ]);
  const [body] = await Promise.all([first.json(), second.json()]);
  expect(body).toMatchObject({data: {route: {routes: [{distance: expect.any(Number) as number}]}}});
});

test('the query of `helm test` is answered by both gateways in turn', async () => {
  const [{command}] = component<IPodSpec>(manifests, 'Pod', 'test').spec.containers;
  const [, body] = /--data '([^']+)'/.exec(command!.join(' '))!;
  const post = () =>
    fetch(`${nginx.url}/graphql`, {method: 'POST', headers: {'content-type': 'application/json'}, body});
  for (let round = 0; round < 8; round++) {
    const answer = await post();
    expect(await answer.json()).toMatchObject({data: {network: {source: 'sample.osm.pbf'}}});
  }
  const lines = (await nginx.accessLog()).filter(({route, method}) => route === 'graphql' && method === 'POST');
  expect(new Set(lines.map(({gateway}) => gateway)).size).toBe(2);
});

test('the probes of Nginx are answered, and those of the gateways do not show outside', async () => {
  const {spec} = component<IDeploymentSpec>(manifests, 'Deployment', 'nginx');
  const [{readinessProbe}] = spec.template.spec!.containers;
  expect((await fetch(`${nginx.url}${readinessProbe?.httpGet?.path}`)).status).toBe(200);
  for (const path of ['/readyz', '/healthz', '/metrics']) {
    expect((await fetch(`${nginx.url}${path}`)).status).toBe(404);
  }
});

async function runJob({template}: IJobSpec): Promise<void> {
  for (const container of [...(template.spec!.initContainers ?? []), ...template.spec!.containers]) {
    const process = runImage(container, {DATABASE_ADMIN_URL: database.adminUrl});
    let said = '';
    process.stderr.on('data', (text: Buffer) => (said += String(text)));
    const code = await ending(process);
    if (code !== 0) throw new Error(`${container.name} ended with ${code}: ${said}`);
  }
}

async function startGateway(): Promise<{url: string; process: SourceProcess}> {
  const [container] = component<IDeploymentSpec>(manifests, 'Deployment', 'gateway').spec.template.spec!.containers;
  const port = await freePort();
  const manifestPath = join(folder, 'manifest.json');
  const data = configMap('gateway');
  writeFileSync(manifestPath, data['manifest.json']);
  const process = runImage(container, {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: database.gatewayUrl,
    PERSISTED_MANIFEST: manifestPath,
  });
  const url = `http://127.0.0.1:${port}`;
  await ready(`${url}${container.readinessProbe?.httpGet?.path}`, process);
  return {url, process};
}

/** A container of the image, as a process: the entrypoint of Dockerfile with the container's own arguments. */
function runImage(container: IContainer, local: Record<string, string>): SourceProcess {
  const args = (container.args ?? []).map((argument) => argument.replace(/^\/app\//, `${packageRoot}/`));
  return startSource('loader/cli.ts', args, {PATH: process.env.PATH, ...environmentOf(container), ...local});
}

async function ready(probe: string, process: SourceProcess): Promise<void> {
  let said = '';
  process.stderr.on('data', (text: Buffer) => (said += String(text)));
  process.stdout.on('data', (text: Buffer) => (said += String(text)));
  for (;;) {
    if (process.exitCode !== null) throw new Error(`The gateway ended: ${said}`);
    if ((await fetch(probe).catch(() => null))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function startRenderedNginx(urls: readonly string[]): Promise<Nginx> {
  const data = configMap('nginx');
  const template = join(folder, 'nginx.conf.template');
  writeFileSync(template, data['nginx.conf.template']);
  const [container] = component<IDeploymentSpec>(manifests, 'Deployment', 'nginx').spec.template.spec!.containers;
  // what names this machine's own addresses and folders is the starter's
  const local = ['GATEWAY_SERVERS', 'NGINX_RESOLVER', 'NGINX_PORT', 'CACHE_PATH', 'TMP_PATH'];
  const env = Object.fromEntries(Object.entries(environmentOf(container)).filter(([name]) => !local.includes(name)));
  return startNginx({gateways: urls, template, env});
}

function configMap(part: string): Record<string, string> {
  return (component<object>(manifests, 'ConfigMap', part) as {data?: Record<string, string>}).data!;
}
