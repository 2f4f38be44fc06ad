import {Client} from 'pg';
import {scramSecret, userlist} from '../../database/scram.js';
import {createDatabase} from '../stack/database.js';

test('a login whose secret was made here logs in by its password, and by no other', async () => {
  const database = await createDatabase({migrated: false});
  const login = `login_${new URL(database.adminUrl).pathname.slice(1)}`;
  await database.query(`CREATE ROLE ${login} LOGIN PASSWORD '${scramSecret('open sesame'.replace(' ', '-'))}'`);
  const logIn = async (password: string) => {
    const url = new URL(database.adminUrl);
    [url.username, url.password] = [login, password];
    const client = new Client({connectionString: url.href});
    await client.connect();
    await client.end();
  };
  try {
    await logIn('open-sesame');
    await expect(logIn('open-barley')).rejects.toMatchObject({code: '28P01'});
  } finally {
    await database.query(`DROP ROLE ${login}`);
    await database.drop();
  }
});

test('a password that SASLprep might change is refused', () => {
  for (const password of ['', 'with blank', 'grün']) expect(() => scramSecret(password)).toThrow(/ASCII/);
});

test('a userlist has a line a login', () => {
  expect(
    userlist(
      new Map([
        ['a', 'x'],
        ['b', 'y'],
      ]),
    ),
  ).toBe('"a" "x"\n"b" "y"\n');
});
