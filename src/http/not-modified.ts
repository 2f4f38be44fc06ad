/**
 * Whether a request's `If-None-Match` names the tag, compared weakly as RFC 9110 (13.1.2) has it: a copy of the
 * client's is as good as the answer.
 * @param header as it came; `*` is any answer there is
 * @param tag    an ETag, weak or strong
 */
export function matchesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  const opaque = tag.replace(/^W\//, '');
  return [...header.matchAll(/"[^"]*"/g)].some(([known]) => known === opaque);
}
