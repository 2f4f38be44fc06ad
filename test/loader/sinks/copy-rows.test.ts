import {PassThrough} from 'node:stream';
import fc from 'fast-check';
import {Client} from 'pg';
import {from as copyFrom} from 'pg-copy-streams';
import {finished} from 'node:stream/promises';
import {CopyRows} from '../../../loader/sinks/database/copy-rows.js';
import {createDatabase, type TestDatabase} from '../../stack/database.js';

let database: TestDatabase;
let client: Client;

beforeAll(async () => {
  database = await createDatabase();
  client = new Client({connectionString: database.adminUrl});
  await client.connect();
  await client.query(
    `CREATE TABLE value (number integer, small smallint, big bigint, single real, double double precision, flag boolean,
       word text, words text[], numbers integer[], tags jsonb, line geometry(LineString, 4326))`,
  );
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Text without NUL and lone surrogates, which PostgreSQL does not hold. */
const word = fc.string({unit: 'grapheme', maxLength: 40}).map((text) => text.replaceAll('\0', ''));
const int = fc.integer({min: -(2 ** 31), max: 2 ** 31 - 1});
const row = fc.record({
  number: int,
  small: fc.integer({min: -(2 ** 15), max: 2 ** 15 - 1}),
  big: fc.maxSafeInteger(),
  single: fc.float({noNaN: true, noDefaultInfinity: true}).map((value) => value + 0),
  double: fc.double({noNaN: true, noDefaultInfinity: true}).map((value) => value + 0),
  flag: fc.boolean(),
  word: fc.option(word),
  words: fc.array(word, {minLength: 1, maxLength: 4}),
  numbers: fc.array(int, {minLength: 1, maxLength: 4}),
  tags: fc.dictionary(word, word),
  line: fc.array(fc.tuple(fc.double({min: -180, max: 180, noNaN: true}), fc.double({min: -90, max: 90, noNaN: true})), {
    minLength: 2,
    maxLength: 5,
  }),
});

test('what is written as binary rows is what a query reads', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, {minLength: 1, maxLength: 20}), async (rows) => {
      const out = new CopyRows();
      for (const value of rows) {
        out.row(11);
        out.int32(value.number);
        out.int16(value.small);
        out.int64(value.big);
        out.float32(value.single);
        out.float64(value.double);
        out.boolean(value.flag);
        out.text(value.word);
        out.textArray(value.words);
        out.int32Array(value.numbers);
        out.jsonb(value.tags);
        out.line(Float64Array.from(value.line.flat()), 0, value.line.length);
      }
      out.end();
      await client.query('TRUNCATE value');
      const source = new PassThrough();
      source.end(out.take());
      await finished(source.pipe(client.query(copyFrom('COPY value FROM STDIN (FORMAT binary)'))));
      const read = await client.query(
        `SELECT number, small, big::text, single::float8, double, flag, word, words, numbers, tags,
                encode(ST_AsBinary(line, 'NDR'), 'hex') AS line FROM value`,
      );
      expect(read.rows).toEqual(
        rows.map((value) => ({...value, big: String(value.big), tags: {...value.tags}, line: wkb(value.line)})),
      );
    }),
    {numRuns: 60},
  );
});

/** A line as little-endian WKB, hex. */
function wkb(line: readonly (readonly [number, number])[]): string {
  const bytes = Buffer.alloc(9 + 16 * line.length);
  bytes[0] = 1;
  bytes.writeUInt32LE(2, 1);
  bytes.writeUInt32LE(line.length, 5);
  line.flat().forEach((value, i) => bytes.writeDoubleLE(value, 9 + 8 * i));
  return bytes.toString('hex');
}

test('a value larger than the buffer is written whole', async () => {
  const long = 'ø'.repeat(700_000);
  const out = new CopyRows();
  out.row(1);
  out.text(long);
  out.end();
  await client.query('TRUNCATE value');
  const source = new PassThrough();
  source.end(out.take());
  await finished(source.pipe(client.query(copyFrom('COPY value (word) FROM STDIN (FORMAT binary)'))));
  const {rows} = await client.query<{same: boolean}>('SELECT word = $1 AS same FROM value', [long]);
  expect(rows).toEqual([{same: true}]);
});
