import fc from 'fast-check';
import {findTraceId} from '../../src/tracing/trace-parent.js';

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), {minLength: length, maxLength: length})
    .map((digits) => digits.join(''));

test('the trace of a well-formed traceparent is found, whatever its version', () => {
  fc.assert(
    fc.property(hex(2), hex(32), hex(16), hex(2), (version, traceId, spanId, flags) => {
      fc.pre(version !== 'ff' && /[^0]/.test(traceId) && /[^0]/.test(spanId));
      expect(findTraceId(`${version}-${traceId}-${spanId}-${flags}`)).toBe(traceId);
    }),
  );
});

test.each([
  ['', 'empty'],
  ['00-00000000000000000000000000000000-b7ad6b7169203331-01', 'a trace id of zeros'],
  ['00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01', 'a span id of zeros'],
  ['ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'the version that may not be'],
  ['00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01', 'capital letters'],
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331', 'no flags'],
  ['-8.61,41.15', 'something else'],
])('%j names no trace: %s', (header) => {
  expect(findTraceId(header)).toBeUndefined();
});

test('no header, or several, name no trace', () => {
  expect(findTraceId(undefined)).toBeUndefined();
  expect(findTraceId(['a', 'b'])).toBeUndefined();
});
