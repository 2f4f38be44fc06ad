import {sqlFile} from '../../src/postgres/sql-file.js';

test('a statement is found from the root of the package', () => {
  expect(sqlFile('loader/sinks/sql', 'current.sql')).toMatch(/^-- current\.sql: /);
});

test('a statement that is not there is named', () => {
  expect(() => sqlFile('loader/sinks/sql', 'missing.sql')).toThrow(/missing\.sql/);
});
