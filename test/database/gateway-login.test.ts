import {Client} from 'pg';
import {createDatabase, type TestDatabase} from '../stack/database.js';

let database: TestDatabase;
let gateway: Client;

beforeAll(async () => {
  database = await createDatabase({statementTimeoutMs: 321});
  gateway = new Client({connectionString: database.gatewayUrl});
  await gateway.connect();
});

afterAll(async () => {
  await gateway.end();
  await database.drop();
});

test.each([
  ...['network', 'current_network', 'node', 'edge', 'arc', 'turn_restriction'],
  ...['cell', 'shortcut', 'climb', 'label'],
])('it reads %s', async (table) => {
  const {rows} = await gateway.query<{count: string}>(`SELECT count(*) FROM ${table}`);
  expect(rows).toEqual([{count: '0'}]);
});

test.each([
  ['insert a row', `INSERT INTO current_network (network) VALUES (1)`],
  ['delete rows', 'DELETE FROM node'],
  ['make a table', 'CREATE TABLE mine (id integer)'],
])('it may not %s', async (_, statement) => {
  await expect(gateway.query(statement)).rejects.toMatchObject({code: '25006'});
});

test('it may not write either where it takes read-only off', async () => {
  await gateway.query('BEGIN');
  await gateway.query('SET TRANSACTION READ WRITE');
  await expect(gateway.query('DELETE FROM node')).rejects.toMatchObject({code: '42501'});
  await gateway.query('ROLLBACK');
});

test('its statements end at the time that the migration was given', async () => {
  const {rows} = await gateway.query<{statement_timeout: string}>('SHOW statement_timeout');
  expect(rows).toEqual([{statement_timeout: '321ms'}]);
  await expect(gateway.query('SELECT pg_sleep(20)')).rejects.toMatchObject({code: '57014'});
});

test('it finds PostGIS and pgRouting', async () => {
  const {rows} = await gateway.query<{agg_cost: number}>(
    `SELECT agg_cost FROM pgr_dijkstra('SELECT 1 AS id, 1 AS source, 2 AS target, 7.0 AS cost', 1, 2) WHERE edge = -1`,
  );
  expect(rows).toEqual([{agg_cost: 7}]);
});
