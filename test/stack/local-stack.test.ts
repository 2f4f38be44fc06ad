import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {findBinaries} from '../../database/stack/binaries.js';
import type {LocalStack} from '../../database/stack/stack.js';
import {startLocalStack} from '../../database/stack/start-local.js';
import {packageRoot} from '../../src/package-root.js';
import {NetworkUnavailable} from '../../src/routing/errors.js';
import {openPool} from '../../src/postgres/pool.js';
import {runStatement} from '../../src/postgres/statement.js';

const installed = typeof findBinaries(process.env) !== 'string';

(installed ? describe : describe.skip)(
  installed
    ? 'a stack of our own'
    : 'a stack of our own (not tested: PostgreSQL, pgRouting or PgBouncer is not installed)',
  () => {
    let stack: LocalStack;

    beforeAll(async () => {
      stack = await startLocalStack({statementTimeoutMs: 777});
    });

    afterAll(() => stack.stop());

    const ask = async (url: string, text: string) => {
      const pool = openPool(url, {size: 1, applicationName: 'test', onIdleError: () => {}});
      try {
        return await runStatement<Record<string, unknown>>(pool, {
          name: 'asked.sql',
          text,
          values: [],
          deadlineMs: 8_000,
          signal: new AbortController().signal,
        });
      } finally {
        await pool.end();
      }
    };

    test('each address leads to its login and port', async () => {
      expect(await ask(stack.urls.direct, 'SELECT current_user AS who')).toEqual([{who: 'roadql'}]);
      expect(await ask(stack.urls.pooled, 'SELECT current_user AS who')).toEqual([{who: 'roadql'}]);
      expect(await ask(stack.urls.gateway, 'SELECT current_user AS who')).toEqual([{who: 'roadql_gateway'}]);
      expect(await ask(stack.urls.gateway, 'SHOW statement_timeout')).toEqual([{statement_timeout: '777ms'}]);
    });

    test("it runs on the project's own configuration", async () => {
      const rows = await ask(
        stack.urls.direct,
        `SELECT name, setting FROM pg_settings WHERE name IN ('jit', 'max_connections', 'shared_preload_libraries') ORDER BY 1`,
      );
      expect(rows).toEqual([
        {name: 'jit', setting: 'off'},
        {name: 'max_connections', setting: '20'},
        {name: 'shared_preload_libraries', setting: 'pg_stat_statements'},
      ]);
    });

    test('fifty clients of the pool share five connections of the server at most', async () => {
      const pools = Array.from({length: 50}, () =>
        ask(
          stack.urls.gateway,
          `SELECT count(*)::integer AS n, pg_sleep(0.01)::text FROM pg_stat_activity
            WHERE datname = 'roadql' AND backend_type = 'client backend'`,
        ),
      );
      const counts = (await Promise.all(pools)).map(([{n}]) => n as number);
      expect(Math.max(...counts)).toBeLessThanOrEqual(5);
    });

    test('a statement finds the network unavailable while PgBouncer or PostgreSQL is down, and answers after', async () => {
      await stack.stopPgBouncer();
      await expect(ask(stack.urls.gateway, 'SELECT 1 AS one')).rejects.toBeInstanceOf(NetworkUnavailable);
      await stack.startPgBouncer();
      expect(await ask(stack.urls.gateway, 'SELECT 1 AS one')).toEqual([{one: 1}]);

      await stack.stopPostgres('immediate');
      await expect(ask(stack.urls.gateway, 'SELECT 1 AS one')).rejects.toBeInstanceOf(NetworkUnavailable);
      await stack.startPostgres();
      // PgBouncer tries a server that was away again after a second
      for (;;) {
        const answer = await ask(stack.urls.gateway, 'SELECT 1 AS one').catch((error: unknown) => error);
        if (!(answer instanceof NetworkUnavailable)) {
          expect(answer).toEqual([{one: 1}]);
          break;
        }
      }
    });

    test('its end removes its files and closes its ports', async () => {
      const other = await startLocalStack();
      const folders = () =>
        readdirSync(join(packageRoot, '.roadql')).filter((name) => name.startsWith(`stack-${process.pid}-`));
      const before = folders().length;
      const files = / files in (.*)$/.exec(other.origin)?.[1] ?? '';
      expect(existsSync(join(files, 'data', 'PG_VERSION'))).toBe(true);
      expect(readFileSync(join(files, 'userlist.txt'), 'utf8')).not.toContain(new URL(other.urls.gateway).password);
      await other.stop();
      await other.stop();
      expect(existsSync(files)).toBe(false);
      expect(folders().length).toBe(before - 1);
      await expect(ask(other.urls.direct, 'SELECT 1')).rejects.toBeInstanceOf(NetworkUnavailable);
    });
  },
);
