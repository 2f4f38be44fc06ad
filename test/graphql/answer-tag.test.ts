import fc from 'fast-check';
import {type Answer, answerTag, canonicalVariables} from '../../src/graphql/answer-tag.js';

const answer: Answer = {
  networkVersion: 'v1',
  documentHash: 'd'.repeat(64),
  variables: {at: {lon: 1, lat: 2}},
  operationName: 'NearestNode',
  mediaType: 'application/json; charset=utf-8',
};

const variables = fc.dictionary(fc.string(), fc.jsonValue());

test('an ETag is a weak one', () => {
  expect(answerTag('gateway', answer)).toMatch(/^W\/"[\w-]{43}"$/);
});

test('an ETag depends on each part of the question and on the gateway', () => {
  const others: Partial<Answer>[] = [
    {networkVersion: 'v2'},
    {documentHash: 'e'.repeat(64)},
    {variables: {at: {lon: 2, lat: 1}}},
    {operationName: null},
    {mediaType: 'application/graphql-response+json; charset=utf-8'},
  ];
  const tags = others.map((other) => answerTag('gateway', {...answer, ...other}));
  expect(new Set([...tags, answerTag('gateway', answer), answerTag('other', answer)]).size).toBe(7);
});

test('what stands in one part cannot be taken for another', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (a, b, c, d) => {
      const tag = (networkVersion: string, operationName: string) =>
        answerTag('gateway', {...answer, networkVersion, operationName});
      expect(tag(a, b) === tag(c, d)).toBe(a === c && b === d);
    }),
  );
});

test('variables are one text whatever the order of their keys, at any depth', () => {
  fc.assert(fc.property(variables, (value) => canonicalVariables(reversed(value)) === canonicalVariables(value)));
});

test('different variables are different texts', () => {
  fc.assert(
    fc.property(variables, variables, (one, other) => {
      const same = canonicalVariables(one) === canonicalVariables(other);
      expect(same).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
    }),
  );
});

test('numbers and letters are one however they are written; the order of a list is not', () => {
  const read = (text: string) => canonicalVariables(JSON.parse(text) as Record<string, unknown>);
  expect(read('{"a": 1.0, "b": "\\u00e9"}')).toBe(read('{"b":"é","a":1e0}'));
  expect(read('{"a": [1, 2]}')).not.toBe(read('{"a": [2, 1]}'));
});

test('no variables, none at all and null are the same', () => {
  expect([canonicalVariables(undefined), canonicalVariables(null), canonicalVariables({})]).toEqual(['{}', '{}', '{}']);
});

test('variables that are nested too deep to be any argument are no stack overflow', () => {
  const deep = JSON.parse(`{"x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`) as Record<string, unknown>;
  expect(canonicalVariables(deep).length).toBeLessThan(1000);
});

/** The same value, each object's keys the other way round. */
function reversed<T>(value: T): T {
  return mapKeys(value, (keys) => keys.reverse());
}

function sorted<T>(value: T): T {
  return mapKeys(value, (keys) => keys.sort());
}

function mapKeys<T>(value: T, order: (keys: string[]) => string[]): T {
  if (Array.isArray(value)) return value.map((entry: unknown) => mapKeys(entry, order)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Record<string, unknown>;
  return Object.fromEntries(order(Object.keys(record)).map((key) => [key, mapKeys(record[key], order)])) as T;
}
