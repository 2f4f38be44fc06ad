import type {Pool} from 'pg';
import {NetworkUnavailable, Timeout} from '../../src/routing/errors.js';
import {QueryFailed} from '../../src/postgres/failure.js';
import {openPool} from '../../src/postgres/pool.js';
import {runStatement, type Statement} from '../../src/postgres/statement.js';
import {createDatabase, type TestDatabase} from '../stack/database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase({statementTimeoutMs: 2_000});
});

afterAll(() => database.drop());

const idleErrors: Error[] = [];

async function withPool(url: string, size: number, work: (pool: Pool) => Promise<void>): Promise<void> {
  const pool = openPool(url, {size, applicationName: 'statement test', onIdleError: (error) => idleErrors.push(error)});
  try {
    await work(pool);
  } finally {
    await pool.end();
  }
}

function statement(text: string, rest: Partial<Statement> = {}): Statement {
  return {name: 'asked.sql', text, values: [], deadlineMs: 10_000, signal: new AbortController().signal, ...rest};
}

/** Statements like it that the server runs. */
async function running(marker: string): Promise<number> {
  const rows = await database.query<{n: number}>(
    `SELECT count(*)::integer AS n FROM pg_stat_activity
      WHERE state = 'active' AND query LIKE '%' || $1 || '%' AND pid <> pg_backend_pid()`,
    [marker],
  );
  return rows[0].n;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('rows come in order, with int8 as numbers where they are exact', () =>
  withPool(database.gatewayUrl, 1, async (pool) => {
    const text = 'SELECT n, n * $1::bigint AS large FROM generate_series(1, 2) AS n';
    expect(await runStatement(pool, statement(text, {values: ['9007199254740991']}))).toEqual([
      {n: 1, large: 9007199254740991},
      {n: 2, large: '18014398509481982'},
    ]);
  }));

describe.each([
  ['through PgBouncer', 'gatewayUrl'],
  ['on the direct port', 'adminUrl'],
] as const)('%s', (_, url) => {
  test('an abort ends the statement in the server, and the connection serves on', () =>
    withPool(database[url], 1, async (pool) => {
      const stop = new AbortController();
      const marker = `aborted ${url}`;
      const asked = runStatement(
        pool,
        statement(`SELECT pg_sleep(60) /* ${marker} */, $1::int`, {values: [1], signal: stop.signal}),
      );
      await until(async () => (await running(marker)) === 1);
      stop.abort(new Error('nobody listens any more'));
      await expect(asked).rejects.toThrow('nobody listens any more');
      expect(await running(marker)).toBe(0);
      expect(await runStatement(pool, statement('SELECT 1 AS one'))).toEqual([{one: 1}]);
      expect(pool.totalCount).toBe(1);
    }));

  test('the deadline ends the statement in the server, as a time-out', () =>
    withPool(database[url], 1, async (pool) => {
      const marker = `late ${url}`;
      const asked = runStatement(pool, statement(`SELECT pg_sleep(60) /* ${marker} */`, {deadlineMs: 150}));
      await expect(asked).rejects.toEqual(new Timeout(150));
      expect(await running(marker)).toBe(0);
    }));
});

test("the login's own statement_timeout is a time-out as well", () =>
  withPool(database.gatewayUrl, 1, async (pool) => {
    await expect(runStatement(pool, statement('SELECT pg_sleep(60)'))).rejects.toBeInstanceOf(Timeout);
  }));

test('an aborted wait for a connection leaves the pool whole', () =>
  withPool(database.adminUrl, 1, async (pool) => {
    const slow = runStatement(pool, statement('SELECT pg_sleep(0.3)'));
    const asked = runStatement(pool, statement('SELECT 1', {deadlineMs: 50}));
    await expect(asked).rejects.toBeInstanceOf(Timeout);
    await slow;
    expect(await runStatement(pool, statement('SELECT 2 AS two'))).toEqual([{two: 2}]);
    expect(pool.idleCount).toBe(1);
  }));

test('what is aborted before it began asks nobody', () =>
  withPool('postgres://nobody:nothing@127.0.0.1:1/none', 1, async (pool) => {
    const asked = runStatement(pool, statement('SELECT 1', {signal: AbortSignal.abort(new Error('gone'))}));
    await expect(asked).rejects.toThrow('gone');
  }));

test('many statements, some of them aborted, never answer for one another', () =>
  withPool(database.pooledUrl, 4, async (pool) => {
    const asks = Array.from({length: 150}, async (_, n) => {
      const stop = new AbortController();
      if (n % 3 === 0) setTimeout(() => stop.abort(new Error(`stop ${n}`)), n % 17);
      try {
        const text = `SELECT $1::int AS n, pg_sleep(0.002)::text AS slept`;
        return (await runStatement<{n: number}>(pool, statement(text, {values: [n], signal: stop.signal})))[0].n;
      } catch (error) {
        return (error as Error).message;
      }
    });
    const answers = await Promise.all(asks);
    answers.forEach((answer, n) => expect(n % 3 === 0 ? [n, `stop ${n}`] : [n]).toContain(answer));
  }));

test('a fault of ours names its statement, with the cause', () =>
  withPool(database.gatewayUrl, 1, async (pool) => {
    const failure = await runStatement(pool, statement('SELECT 1 / 0')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(QueryFailed);
    expect(failure).toMatchObject({statement: 'asked.sql', cause: {code: '22012'}});
  }));

test('a server that is away, or lets nobody in, is an unavailable network', async () => {
  const wrong = new URL(database.gatewayUrl);
  wrong.password = 'wrong';
  const missing = new URL(database.gatewayUrl);
  missing.pathname = '/no_such_database';
  for (const url of ['postgres://roadql@127.0.0.1:1/roadql', wrong.href, missing.href]) {
    await withPool(url, 1, async (pool) => {
      const failure = await runStatement(pool, statement('SELECT 1')).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(NetworkUnavailable);
      expect((failure as Error).cause).toBeDefined();
    });
  }
});

test('a database without tables says that nothing is loaded yet', () =>
  withPool(database.gatewayUrl, 1, async (pool) => {
    const asked = runStatement(pool, statement('SELECT 1 FROM table_of_a_later_version'));
    await expect(asked).rejects.toEqual(new NetworkUnavailable('No network is loaded yet.'));
  }));

test('a connection that dies under its statement is an unavailable network, and the next one is new', () =>
  withPool(database.adminUrl, 1, async (pool) => {
    const asked = runStatement(pool, statement('SELECT pg_sleep(60) /* killed */'));
    const outcome = asked.catch((error: unknown) => error);
    await until(async () => (await running('killed')) === 1);
    await database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%/* killed */'`);
    expect(await outcome).toBeInstanceOf(NetworkUnavailable);
    expect(await runStatement(pool, statement('SELECT 1 AS one'))).toEqual([{one: 1}]);
  }));

test('a connection that dies while idle is told, and brings nothing down', () =>
  withPool(database.adminUrl, 1, async (pool) => {
    await runStatement(pool, statement('SELECT 1'));
    idleErrors.length = 0;
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'statement test' AND datname = current_database() AND pid <> pg_backend_pid()`,
    );
    await until(() => Promise.resolve(idleErrors.length > 0));
    expect(await runStatement(pool, statement('SELECT 1 AS one'))).toEqual([{one: 1}]);
  }));
