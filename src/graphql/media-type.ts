import Negotiator from 'negotiator';

/** What Apollo Server offers for an answer that is not sent in parts; the first is for whoever does not care. */
const mediaTypes = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
];

/**
 * The media type of the answer, chosen from the `Accept` header as Apollo Server chooses it: the client's order of
 * preference, Apollo's among equals.
 * @returns null where the client accepts none of them: 406
 */
export function chooseMediaType(accept: string | undefined): string | null {
  if (!accept) return mediaTypes[0];
  return new Negotiator({headers: {accept}}).mediaType(mediaTypes) ?? null;
}

/** Whether answers of this media type say by their HTTP status that they hold no data. */
export function isGraphqlResponse(mediaType: string | null): boolean {
  return mediaType === mediaTypes[1];
}
