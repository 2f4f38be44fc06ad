/** version, trace id, parent span id, flags: W3C Trace Context, https://www.w3.org/TR/trace-context/#traceparent-header */
const traceParent = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-.*)?$/;

/** @returns the trace that the caller is in, 32 hexadecimal digits; undefined where the header names none */
export function findTraceId(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? traceParent.exec(header.trim())?.[1] : undefined;
}
