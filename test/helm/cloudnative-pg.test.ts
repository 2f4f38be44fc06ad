import type {ICluster} from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type {IPooler} from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Pooler';
import {Client} from 'pg';
import {migrate} from '../../database/migrate.js';
import {writeToDatabase} from '../../loader/sinks/database.js';
import {openPgRoutingEngine} from '../../src/engines/pgrouting/engine.js';
import {networkStatistics} from '../../src/graph/network-statistics.js';
import {buildCity, sample} from '../acceptance/real-city.js';
import {startGateway, type TestGateway} from '../http/gateway.js';
import {render} from './chart.js';
import {component} from './manifest.js';
import {ReplicatedPostgres} from './replicated-postgres.js';

// The servers that the Cluster describes, without its operator: real ones, set up with its own parameters and its own
// statements, by the steps that the operator documents.

const manifests = render({
  files: ['default'],
  values: {database: {existingSecret: '', cloudnativePg: {enabled: true}}},
});
const {bootstrap, managed, postgresql} = component<ICluster['spec']>(manifests, 'Cluster', 'database').spec;

const servers = new ReplicatedPostgres({
  ...(postgresql?.parameters as Record<string, string>),
  // the operator's own, which a Cluster may not set
  wal_level: 'logical',
  hot_standby: 'on',
  shared_preload_libraries: 'pg_stat_statements',
});
let ownerUrl: string;
let replicaUrl: string;

beforeAll(async () => {
  const primary = await servers.startPrimary();
  const {database = '', owner = '', postInitApplicationSQL = []} = bootstrap!.initdb!;
  await run(primary, [`CREATE ROLE ${owner} LOGIN PASSWORD 'owner'`, `CREATE DATABASE ${database} OWNER ${owner}`]);
  await run(on(primary, database), postInitApplicationSQL);
  for (const {name, inRoles = []} of managed!.roles!) {
    await run(primary, [`ALTER ROLE ${name} LOGIN PASSWORD 'gateway'`, `GRANT ${inRoles.join(', ')} TO ${name}`]);
  }
  ownerUrl = as(owner, 'owner', on(primary, database));
  replicaUrl = as('roadql_gateway', 'gateway', on(await servers.startReplica(), database));
}, 60_000);

afterAll(() => servers.stop());

test('the owner, who is no superuser, migrates without anything left for one to do', async () => {
  const {applied, warnings} = await migrate(ownerUrl, {statementTimeoutMs: 1234});
  expect(applied.length).toBeGreaterThan(0);
  expect(warnings).toEqual([]);
  const [{rolsuper}] = await run<{rolsuper: boolean}>(ownerUrl, [
    'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
  ]);
  expect(rolsuper).toBe(false);
});

test('the login is read-only on a replica, with the time that the migration gave it', async () => {
  await caughtUp();
  const [settings] = await run(replicaUrl, [
    `SELECT pg_is_in_recovery() AS replica, current_setting('statement_timeout') AS timeout`,
  ]);
  expect(settings).toEqual({replica: true, timeout: '1234ms'});
});

test('a gateway on a replica answers through three loads, without an error', async () => {
  const network = await buildCity(sample);
  const load = () =>
    writeToDatabase(network, {adminUrl: ownerUrl, statistics: networkStatistics(network), force: true});
  const versions = [(await load()).version];
  await caughtUp();
  const engine = openPgRoutingEngine({
    databaseUrl: replicaUrl,
    batchMax: 64,
    queueMax: 1000,
    queryTimeoutMs: 20_000,
    edgeStoreBytes: 16 * 1024 * 1024,
  });
  const gateway = await startGateway(engine, {LOG_LEVEL: 'error'});
  try {
    let isLoading = true;
    const asking = Promise.all([1, 2, 3, 4].map(() => askWhile(gateway, () => isLoading)));
    // the first version is dropped by the third load, while it may still be asked for
    for (let count = 0; count < 2; count++) versions.push((await load()).version);
    await caughtUp();
    await new Promise((resolve) => setTimeout(resolve, 200));
    isLoading = false;
    const heard = (await asking).flat();

    expect(heard.filter(({errors}) => errors !== undefined)).toEqual([]);
    expect(new Set(heard.map(({distance}) => distance)).size).toBe(1);
    expect([...new Set(heard.map(({version}) => version))].sort()).toEqual(versions.sort());
  } finally {
    await gateway.close();
    await engine.close();
  }
}, 60_000);

test('searches go to the replicas, through PgBouncer in transaction mode', () => {
  const {spec} = component<IPooler['spec']>(manifests, 'Pooler', 'pooler');
  expect(spec).toMatchObject({type: 'ro', pgbouncer: {poolMode: 'transaction'}});
});

interface Heard {
  readonly version?: string;
  readonly distance?: number;
  readonly errors: unknown;
}

async function askWhile(gateway: TestGateway, goesOn: () => boolean): Promise<Heard[]> {
  const heard: Heard[] = [];
  while (goesOn()) {
    const {data, errors} = await gateway.ask(`{
      route(waypoints: [{lon: -30.0208, lat: 44.9876}, {lon: -29.9844, lat: 45.0131}]) {
        networkVersion routes { distance }
      }
    }`);
    const route = data?.route as {networkVersion: string; routes: {distance: number}[]} | undefined;
    heard.push({version: route?.networkVersion, distance: route?.routes[0].distance, errors});
  }
  return heard;
}

/** Until the replica has what the primary had when this was asked. */
async function caughtUp(): Promise<void> {
  const [{lsn}] = await run<{lsn: string}>(ownerUrl, ['SELECT pg_current_wal_flush_lsn()::text AS lsn']);
  for (;;) {
    const [{done}] = await run<{done: boolean}>(replicaUrl, [`SELECT pg_last_wal_replay_lsn() >= '${lsn}' AS done`]);
    if (done) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Runs statements one by one. @returns the last one's rows */
async function run<Row extends object>(url: string, statements: readonly string[]): Promise<Row[]> {
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    let rows: object[] = [];
    for (const statement of statements) ({rows} = await client.query<Record<string, unknown>>(statement));
    return rows as Row[];
  } finally {
    await client.end();
  }
}

function on(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}

function as(login: string, password: string, address: string): string {
  const url = new URL(address);
  [url.username, url.password] = [login, password];
  return url.href;
}
