import {choosePackages} from '../../database/stack/apt.js';

test('the newest server that has both extensions is installed', () => {
  const names = [
    'postgresql-13-pgrouting',
    'postgresql-15',
    'postgresql-15-pgrouting',
    'postgresql-15-postgis-3',
    'postgresql-15-pgrouting-scripts',
    'postgresql-16-pgrouting',
    'postgresql-16-postgis-3',
    'postgresql-17-pgrouting',
  ];
  expect(choosePackages(names)).toEqual([
    'postgresql-16',
    'postgresql-16-postgis-3',
    'postgresql-16-pgrouting',
    'pgbouncer',
  ]);
});

test('a distribution that has none is told so', () => {
  expect(() => choosePackages(['postgresql-13-pgrouting', 'postgresql-13-postgis-3'])).toThrow(/has no pgRouting/);
});
