import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../../src/package-root.js';
import {readConfig} from '../../src/config.js';
import {
  bytesOf,
  composeText,
  each,
  environmentOf,
  interpolate,
  millisecondsOf,
  networks,
  services,
  volumes,
} from './compose-file.js';
import {image, pairsOf} from './dockerfile.js';

const jobs = ['migrate', 'loader'];
const running = each.filter(([name]) => !jobs.includes(name));
const passwords = {OWNER_PASSWORD: 'the-owners', GATEWAY_PASSWORD: 'the-gateways'};

test.each(each)('%s: its image is one certain version, by digest where it comes from elsewhere', (_name, service) => {
  const [, tag, digest] = /^[\w./-]+:([\w.-]+)(@sha256:[0-9a-f]{64})?$/.exec(service.image) ?? [];
  expect(tag).toMatch(/\d+\.\d+\.\d+/);
  // the tag says PostgreSQL, PostGIS and pgRouting; its digest differs by the day on which it was built anew
  if (service.build === undefined && !service.image.startsWith('pgrouting/')) expect(digest).toBeDefined();
});

test('every published port is on the loopback interface, and Nginx is the only way to the gateways', () => {
  const published = each.flatMap(([name, {ports = []}]) => ports.map((port) => [name, interpolate(port, {})] as const));
  expect(published).toEqual([
    ['database', '127.0.0.1:5432:5432'],
    ['pgbouncer', '127.0.0.1:6432:6432'],
    ['nginx', '127.0.0.1:8080:8080'],
  ]);
  expect(composeText).not.toMatch(/network_mode|0\.0\.0\.0:\d/);
});

test('Nginx has no way to the database', () => {
  expect(Object.keys(networks)).toEqual(['front', 'back']);
  expect(services.nginx.networks).toEqual(['front']);
  for (const name of ['database', 'pgbouncer', ...jobs]) expect(services[name].networks).toEqual(['back']);
});

test('whatever runs on says whether it is well; a job is well when it is done', () => {
  for (const [, {healthcheck, restart}] of running) {
    expect(healthcheck?.test?.[0]).toBe('CMD');
    expect(restart).toBe('unless-stopped');
  }
  for (const name of jobs) expect(services[name]).toMatchObject({healthcheck: {disable: true}, restart: 'no'});
  expect(services.gateway.healthcheck?.test?.join(' ')).toContain('/readyz');
});

test('each part starts when what it needs is ready: database, schema, network, gateways, Nginx', () => {
  const needs = Object.fromEntries(
    each.map(([name, {depends_on = {}}]) => [
      name,
      Object.entries(depends_on).map(([other, {condition}]) => `${other} ${condition}`),
    ]),
  );
  expect(needs).toEqual({
    database: [],
    pgbouncer: ['database service_healthy'],
    migrate: ['database service_healthy'],
    loader: ['migrate service_completed_successfully'],
    gateway: ['pgbouncer service_healthy', 'loader service_completed_successfully'],
    nginx: ['gateway service_healthy'],
  });
});

test.each(each)('%s: it may nothing that it need not, and its log does not fill the disk', (_name, service) => {
  expect(service).toMatchObject({read_only: true, init: true, cap_drop: ['ALL']});
  expect(service.security_opt).toEqual(['no-new-privileges:true']);
  expect(service.pids_limit).toBeLessThanOrEqual(200);
  expect(service.privileged ?? service.cap_add).toBeUndefined();
  // the project's own image names its account itself
  if (service.build === undefined) expect(service.user).toMatch(/^(postgres|[1-9]\d*:[1-9]\d*)$/);
  expect(service.logging).toMatchObject({driver: 'json-file', options: {'max-size': '10m', 'max-file': '3'}});
});

test('there are two gateways', () => {
  expect(services.gateway.deploy?.replicas).toBe(2);
});

test('the memory limits add up to 4 GB at most, the jobs included', () => {
  const limits = each.map(([, {mem_limit, deploy}]) => bytesOf(mem_limit) * (deploy?.replicas ?? 1));
  expect(limits.reduce((sum, limit) => sum + limit)).toBeLessThanOrEqual(4 * 2 ** 30);
});

test("PostgreSQL's own settings fit the memory that it gets, with half of it left for the kernel's cache", () => {
  const text = readFileSync(join(packageRoot, 'database/postgresql.conf'), 'utf8');
  const setting = (name: string) => new RegExp(`^${name} = '?(\\w+)`, 'm').exec(text)![1];
  const size = (name: string) => bytesOf(setting(name));
  const pooled = Number(/^max_db_connections = (\d+)/m.exec(pgbouncerText())![1]);
  const limit = bytesOf(services.database.mem_limit);
  // searches through PgBouncer and one load, two sorts or hashes a connection
  expect(size('shared_buffers') + size('maintenance_work_mem') + (pooled + 1) * 2 * size('work_mem')).toBeLessThan(
    limit / 2,
  );
  // every connection at its worst still does not end it
  const worst = Number(setting('max_connections')) * 2 * size('work_mem');
  expect(size('shared_buffers') + size('maintenance_work_mem') + worst).toBeLessThan(limit);
  const cache = /effective_cache_size=(\w+)/.exec(services.database.command!.join(' '))![1];
  expect(bytesOf(cache)).toBeLessThan(limit);
});

test('no password stands in the file: each has to be given, and the start says which is missing', () => {
  for (const [name] of each) {
    const needed = Object.values(services[name].environment ?? {}).some((value) => /PASSWORD/.test(String(value)));
    if (needed) expect(() => environmentOf(name)).toThrow(/^(OWNER|GATEWAY)_PASSWORD: .* needs a password$/);
    for (const [variable, value] of Object.entries(environmentOf(name, passwords))) {
      if (/PASSWORD$/.test(variable)) expect(Object.values(passwords)).toContain(value);
      if (URL.canParse(value) && value.startsWith('postgres'))
        expect(Object.values(passwords)).toContain(new URL(value).password);
    }
  }
  expect(composeText).not.toMatch(/(password|secret|token)\s*[:=]\s*['"]?[a-z0-9]/i);
});

test('each login meets its own address: the owner PostgreSQL, the gateway PgBouncer', () => {
  const address = (url: string) => `${new URL(url).username}@${new URL(url).host}${new URL(url).pathname}`;
  for (const job of jobs) {
    expect(address(environmentOf(job, passwords).DATABASE_ADMIN_URL)).toBe('roadql@database:5432/roadql');
  }
  expect(address(environmentOf('gateway', passwords).DATABASE_URL)).toBe('roadql_gateway@pgbouncer:6432/roadql');
});

test('the gateway and the jobs are told what they know, and the gateway can start by it', () => {
  const described = (doc: string) =>
    [...readFileSync(join(packageRoot, doc), 'utf8').matchAll(/^\| (`[A-Z].*?) \|/gm)].flatMap(([, cell]) =>
      [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name),
    );
  expect(described('docs/environment.md')).toEqual(expect.arrayContaining(Object.keys(services.gateway.environment!)));
  for (const job of jobs) {
    expect(described('docs/cli.md')).toEqual(expect.arrayContaining(Object.keys(services[job].environment!)));
  }
  const config = readConfig({...pairsOf(image, 'ENV'), ...environmentOf('gateway', passwords)});
  expect(config).toMatchObject({engine: 'pgrouting', host: '0.0.0.0', port: 4000, trustProxy: true});
  // what it may hold of edges leaves as much again for Node and the searches
  expect(2 * config.edgeStoreMegabytes * 2 ** 20).toBeLessThan(bytesOf(services.gateway.mem_limit));
});

test('a gateway that stops has the time to drain, and Nginx the time to answer', () => {
  const {drainDelayMs, queryTimeoutMs} = readConfig(environmentOf('gateway', passwords));
  expect(millisecondsOf(services.gateway.stop_grace_period!)).toBeGreaterThan(drainDelayMs + 2 * queryTimeoutMs);
  const template = readFileSync(join(packageRoot, 'deploy/nginx/nginx.conf.template'), 'utf8');
  // an idle connection that Nginx keeps is gone before the gateway stops listening
  const upstream = template.slice(template.indexOf('upstream roadql {'));
  expect(drainDelayMs).toBeGreaterThan(millisecondsOf(/keepalive_timeout (\w+);/.exec(upstream)![1]));
  expect(millisecondsOf(services.nginx.stop_grace_period!)).toBeGreaterThan(2 * queryTimeoutMs);
});

test('Nginx is told what its start script knows, and which gateways there are', () => {
  const script = readFileSync(join(packageRoot, 'deploy/nginx/start.sh'), 'utf8');
  const known = [...script.matchAll(/^export ([A-Z_]+)/gm)].map(([, name]) => name);
  const told = environmentOf('nginx');
  expect(known).toEqual(expect.arrayContaining(Object.keys(told)));
  expect(told).toMatchObject({
    GATEWAY_SERVERS: expect.stringMatching(/^server gateway:4000 resolve .*;$/) as string,
    // Docker's name server, which knows the containers of a service
    NGINX_RESOLVER: expect.stringMatching(/^resolver 127\.0\.0\.11 /) as string,
  });
  // they read the same list, so that the cache keeps apart what the gateway answers apart
  expect(told.CORS_ORIGINS).toBe(environmentOf('gateway', passwords).CORS_ORIGINS);
});

test('what is mounted from the checkout is there and cannot be written; each volume is declared', () => {
  const mounts = each.flatMap(([, service]) => service.volumes ?? []).map((mount) => interpolate(mount, {}));
  const [folders, named] = [mounts.filter((mount) => mount.startsWith('.')), mounts.filter((m) => !m.startsWith('.'))];
  for (const mount of folders) {
    const [source, , how] = mount.split(':');
    expect([source, existsSync(join(packageRoot, source)), how]).toEqual([source, true, 'ro']);
  }
  expect(named.map((mount) => mount.split(':')[0]).sort()).toEqual(Object.keys(volumes).sort());
  expect(statSync(join(packageRoot, 'deploy/nginx/start.sh')).isFile()).toBe(true);
});

test('a loader that was told nothing leaves a network that is there alone', () => {
  expect(services.loader.command!.map((word) => interpolate(word, {}))).toEqual([
    'load',
    'data/sample.osm.pbf',
    '--if-empty',
  ]);
});

test('PgBouncer gets the project’s own configuration, with the database’s name and no log file', () => {
  const [shell, flags, script] = services.pgbouncer.entrypoint!;
  expect([shell, flags]).toEqual(['/bin/sh', '-euc']);
  const sed = /^sed (-e '[^']*' -e '[^']*')/m.exec(interpolate(script, {}))!;
  const expressions = [...sed[1].matchAll(/'([^']*)'/g)].flatMap(([, expression]) => ['-e', expression]);
  const {stdout, status} = spawnSync('sed', [...expressions, join(packageRoot, 'database/pgbouncer.ini')], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^\* = host=database port=5432$/m);
  expect(stdout).not.toMatch(/^logfile/m);
  expect(stdout.split('\n').length).toBe(pgbouncerText().split('\n').length - 1);
});

const compose = spawnSync('docker', ['compose', 'version'], {stdio: 'ignore'}).status === 0;

(compose ? test : test.skip)(
  compose ? 'docker compose reads the file' : 'docker compose reads the file (not tested: Docker has no Compose here)',
  () => {
    const {stdout, stderr, status} = spawnSync(
      'docker',
      ['compose', '--file', 'compose.yaml', 'config', '--services'],
      {
        cwd: packageRoot,
        env: {PATH: process.env.PATH, DOCKER_CONFIG: process.env.DOCKER_CONFIG, ...passwords},
        encoding: 'utf8',
      },
    );
    expect({stderr, status}).toEqual({stderr: '', status: 0});
    expect(stdout.trim().split('\n').sort()).toEqual(Object.keys(services).sort());
  },
);

function pgbouncerText(): string {
  return readFileSync(join(packageRoot, 'database/pgbouncer.ini'), 'utf8');
}
