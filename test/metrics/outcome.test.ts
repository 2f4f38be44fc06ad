import fc from 'fast-check';
import {requestOutcome} from '../../src/metrics/outcome.js';

const ownCodes = [
  'INTERNAL_SERVER_ERROR',
  'NETWORK_UNAVAILABLE',
  'OVERLOADED',
  'TIMEOUT',
  'LIMIT_EXCEEDED',
  'BAD_USER_INPUT',
  'POINT_NOT_NEAR_NETWORK',
  'NO_ROUTE',
];

test('whatever codes and statuses there are, the outcomes are few', () => {
  const few = new Set([...ownCodes, 'ok', 'client_error', 'cancelled']);
  const codes = fc.array(fc.oneof(fc.constantFrom(...ownCodes), fc.string()));
  fc.assert(
    fc.property(codes, fc.integer({min: 200, max: 599}), fc.boolean(), (errorCodes, status, answered) => {
      expect(few).toContain(requestOutcome(errorCodes, status, answered));
    }),
  );
});

test('of several errors the worst counts, in whatever order they came', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(ownCodes, {minLength: 1}), (codes) => {
      const worst = ownCodes.find((code) => codes.includes(code));
      expect(requestOutcome(codes, 200, true)).toBe(worst);
    }),
  );
});

test.each([
  [[], 200, 'ok'],
  [[], 304, 'ok'],
  [[], 413, 'client_error'],
  [[], 500, 'INTERNAL_SERVER_ERROR'],
  [['GRAPHQL_PARSE_FAILED'], 400, 'client_error'],
  [['PERSISTED_QUERY_NOT_FOUND'], 200, 'client_error'],
  [['toString'], 200, 'client_error'],
] as const)('codes %j with status %d are %s', (codes, status, outcome) => {
  expect(requestOutcome(codes, status, true)).toBe(outcome);
});
