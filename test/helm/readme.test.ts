import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {parse} from 'yaml';
import {chartFolder} from './chart.js';
import {explainedValues, valuesTable} from './values-table.js';

const read = (name: string) => readFileSync(join(chartFolder, name), 'utf8');
const values = explainedValues(read('values.yaml'));

test('values.yaml explains every value', () => {
  expect(values.length).toBeGreaterThan(100);
  expect(values.filter(({meaning}) => meaning === '').map(({key}) => key)).toEqual([]);
});

test('the table of README.md is that of values.yaml', () => {
  const [table] = /^\| value \| default[^]*?(?=\n\n|\n$)/m.exec(read('README.md'))!;
  expect(table.split('\n')).toEqual(valuesTable(values).split('\n'));
});

interface Schema {
  readonly type?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const schema = JSON.parse(read('values.schema.json')) as Schema;

test('the schema knows the values of values.yaml and no others', () => {
  const unlike: string[] = [];
  const compare = (part: unknown, known: Schema, path: string) => {
    const {properties} = resolved(known);
    // maps of one's own keys, and values that values.yaml leaves empty
    if (properties === undefined || Object.keys(part as object).length === 0) return;
    const expected = Object.keys(properties).filter((key) => `${path}${key}` !== 'global');
    if (!partial.test(path)) {
      const own = new Set(Object.keys(part as object));
      unlike.push(...expected.filter((key) => !own.has(key)).map((key) => `${path}${key}`));
    }
    for (const [key, value] of Object.entries(part as object)) {
      if (!(key in properties)) unlike.push(`${path}${key}`);
      else if (typeof value === 'object' && value !== null) compare(value, properties[key], `${path}${key}.`);
    }
  };
  compare(parse(read('values.yaml')), schema, '');
  expect(unlike).toEqual([]);
});

/** Requests and limits: not every resource is asked for. */
const partial = /resources\./;

test('the schema is closed: each object names its properties, or says of what kind any of them is', () => {
  const open: string[] = [];
  const look = (part: unknown, path: string) => {
    if (typeof part !== 'object' || part === null) return;
    const {type, properties, additionalProperties} = part as Schema;
    if (type === 'object' && properties !== undefined && additionalProperties !== false) open.push(path);
    if (type === 'object' && properties === undefined && typeof additionalProperties !== 'object') open.push(path);
    for (const [key, value] of Object.entries(part)) look(value, `${path}/${key}`);
  };
  look(schema, '');
  // parts of Kubernetes' own objects, which its API checks; the loader's mapping, which the loader checks; `global`
  expect(open.filter((path) => !openBySomeoneElse.test(path))).toEqual([]);
});

const openBySomeoneElse =
  /\/(global|mapping|valueFrom|nodeAffinity|podAffinity|podAntiAffinity|podSelector|namespaceSelector)$/;

function resolved(part: Schema): Schema {
  return part.$ref === undefined ? part : schema.definitions![part.$ref.replace('#/definitions/', '')];
}
