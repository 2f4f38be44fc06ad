import {Client} from 'pg';
import {migrate} from '../../database/migrate.js';
import {PooledConnection} from '../../src/postgres/connect.js';
import {createDatabase, type TestDatabase} from '../stack/database.js';

const options = {statementTimeoutMs: 1_234};

async function withDatabase(work: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await createDatabase({migrated: false});
  try {
    await work(database);
  } finally {
    await database.drop();
  }
}

test('the first run makes the schema, and the second finds nothing to do', () =>
  withDatabase(async (database) => {
    expect(await migrate(database.adminUrl, options)).toEqual({applied: ['0001-network', '0002-labels'], warnings: []});
    expect(await migrate(database.adminUrl, options)).toEqual({applied: [], warnings: []});
    const tables = await database.query<{relname: string}>(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'p' ORDER BY 1`,
    );
    expect(tables.map(({relname}) => relname)).toEqual([
      'arc',
      'cell',
      'climb',
      'edge',
      'label',
      'node',
      'shortcut',
      'turn_restriction',
    ]);
  }));

test('of runs that meet, one migrates and the others wait for it', () =>
  withDatabase(async ({adminUrl}) => {
    const runs = await Promise.all([1, 2, 3].map(() => migrate(adminUrl, options)));
    expect(runs.map(({applied}) => applied.length).sort()).toEqual([0, 0, 2]);
  }));

test('neighbouring databases of one cluster are migrated at the same moment', async () => {
  const databases = await Promise.all([1, 2, 3].map(() => createDatabase({migrated: false})));
  try {
    const runs = await Promise.all(databases.map(({adminUrl}) => migrate(adminUrl, options)));
    expect(runs.map(({applied, warnings}) => [applied.length, warnings.length])).toEqual([
      [2, 0],
      [2, 0],
      [2, 0],
    ]);
  } finally {
    await Promise.all(databases.map(({drop}) => drop()));
  }
});

test('every table says what it is', () =>
  withDatabase(async (database) => {
    await migrate(database.adminUrl, options);
    const silent = await database.query<{name: string}>(
      `SELECT c.relname AS name FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname NOT IN ('spatial_ref_sys', 'migration')
          AND obj_description(c.oid, 'pg_class') IS NULL`,
    );
    expect(silent).toEqual([]);
  }));

test('a pooler is refused, by an error that hides the password', () =>
  withDatabase(async ({pooledUrl}) => {
    const refusal = await migrate(pooledUrl, options).then(
      () => null,
      (error: Error) => error,
    );
    expect(refusal).toBeInstanceOf(PooledConnection);
    expect(refusal?.message).toMatch(/DATABASE_ADMIN_URL/);
    expect(refusal?.message).not.toContain(new URL(pooledUrl).password);
  }));

test('an owner who is no superuser migrates where the extensions are there, and is told what it may not do', () =>
  withDatabase(async (database) => {
    const name = new URL(database.adminUrl).pathname.slice(1);
    const owner = `owner_of_${name}`;
    await database.query('CREATE EXTENSION postgis');
    await database.query('CREATE EXTENSION pgrouting');
    await database.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'owner'`);
    await database.query(`ALTER DATABASE ${name} OWNER TO ${owner}`);
    try {
      const url = new URL(database.adminUrl);
      [url.username, url.password] = [owner, 'owner'];
      const {applied, warnings} = await migrate(url.href, {...options, gatewayPassword: 'secret'});
      expect(applied).toEqual(['0001-network', '0002-labels']);
      expect(warnings.join('\n')).toMatch(/password of roadql_gateway cannot be set/);
      const [{granted}] = await database.query<{granted: boolean}>(
        `SELECT has_table_privilege('roadql_gateway', 'node', 'SELECT') AS granted`,
      );
      expect(granted).toBe(true);
    } finally {
      await database.query(`ALTER DATABASE ${name} OWNER TO CURRENT_USER`);
      await database.query(`DROP OWNED BY ${owner} CASCADE`);
      await database.query(`DROP ROLE ${owner}`);
    }
  }));

test('an owner who may not install the extensions learns who can', () =>
  withDatabase(async (database) => {
    const owner = `plain_${new URL(database.adminUrl).pathname.slice(1)}`;
    await database.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'owner'`);
    await database.query(`GRANT ALL ON SCHEMA public TO ${owner}`);
    try {
      const url = new URL(database.adminUrl);
      [url.username, url.password] = [owner, 'owner'];
      await expect(migrate(url.href, options)).rejects.toThrow(/superuser run CREATE EXTENSION postgis/);
    } finally {
      await database.query(`DROP OWNED BY ${owner} CASCADE`);
      await database.query(`DROP ROLE ${owner}`);
    }
  }));

test('a server that is away is named, without its password', async () => {
  await expect(migrate('postgres://roadql:hush@127.0.0.1:1/roadql', options)).rejects.toThrow(
    /Cannot connect to postgres:\/\/roadql@127\.0\.0\.1:1\/roadql/,
  );
});

test('the gateway logs in by the password that the migration was given', async () => {
  const database = await createDatabase();
  try {
    const client = new Client({connectionString: database.gatewayUrl});
    await client.connect();
    const {rows} = await client.query<{current_user: string}>('SELECT current_user');
    await client.end();
    expect(rows).toEqual([{current_user: 'roadql_gateway'}]);
  } finally {
    await database.drop();
  }
});
