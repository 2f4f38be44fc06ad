import {RequestRefused} from './request-refused.js';

/** A request for GraphQL, a document that is asked by hash named as Apollo Server wants it. */
export interface GraphqlParameters {
  /** The query of the URL, with its question mark; of a GET. */
  readonly search: string;
  /** Of a POST. */
  readonly body: unknown;
  /** The document; null where it is asked by hash alone (or not at all, or twice, which Apollo refuses). */
  readonly text: string | null;
  /** The sha256 that the request names, by whichever form; null: none. */
  readonly hash: string | null;
  readonly operationName: string | null;
  /** null where they are no JSON object, which Apollo refuses. */
  readonly variables: JsonObject | null;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads the parameters of a GET. A `documentId` becomes Apollo's `extensions.persistedQuery`, and an empty
 * `operationName` counts as none.
 * @param search as it came
 * @throws RequestRefused the `documentId` is not one; the other parameters are left for Apollo to complain about
 */
export function readSearch(search: string): GraphqlParameters {
  const parameters = new URLSearchParams(search);
  const extensions = parsed(parameters.getAll('extensions'));
  const hash = readDocumentId(parameters.getAll('documentId'), extensions);
  parameters.delete('documentId');
  if (hash !== null && extensions) parameters.set('extensions', JSON.stringify(withHash(extensions, hash)));
  if (parameters.get('operationName') === '') parameters.delete('operationName');
  return {
    search: `?${parameters.toString()}`,
    body: undefined,
    text: sole(parameters.getAll('query')),
    hash: hash ?? hashIn(extensions),
    operationName: sole(parameters.getAll('operationName')),
    variables: parsed(parameters.getAll('variables')),
  };
}

/**
 * Reads the body of a POST in the same way.
 * @throws RequestRefused as `readSearch`
 */
export function readBody(body: unknown): GraphqlParameters {
  const {documentId, ...rest} = isObject(body) ? body : {};
  const extensions = rest.extensions ?? {};
  const asked = documentId === undefined || documentId === null ? [] : [documentId];
  const hash = readDocumentId(asked, isObject(extensions) ? extensions : null);
  return {
    search: '',
    body: hash !== null && isObject(extensions) ? {...rest, extensions: withHash(extensions, hash)} : body,
    text: typeof rest.query === 'string' ? rest.query : null,
    hash: hash ?? (isObject(extensions) ? hashIn(extensions) : null),
    operationName: typeof rest.operationName === 'string' ? rest.operationName : null,
    variables: isObject(rest.variables) ? rest.variables : null,
  };
}

/** @returns the hash of the one `documentId`; null where there is none */
function readDocumentId(given: readonly unknown[], extensions: JsonObject | null): string | null {
  if (given.length === 0) return null;
  if (given.length > 1) throw badRequest('documentId may be given once only.');
  const [, hash] = typeof given[0] === 'string' ? (/^sha256:([0-9a-f]{64})$/.exec(given[0]) ?? []) : [];
  if (hash === undefined) throw badRequest('documentId must be "sha256:" and 64 hexadecimal digits in lower case.');
  if (extensions?.persistedQuery !== undefined) {
    throw badRequest('A document is asked by documentId or by extensions.persistedQuery, not by both.');
  }
  return hash;
}

function badRequest(message: string): RequestRefused {
  return new RequestRefused(400, 'BAD_REQUEST', message);
}

function withHash(extensions: JsonObject, sha256Hash: string): JsonObject {
  return {...extensions, persistedQuery: {version: 1, sha256Hash}};
}

function hashIn(extensions: JsonObject | null): string | null {
  const persisted = extensions?.persistedQuery;
  return isObject(persisted) && typeof persisted.sha256Hash === 'string' ? persisted.sha256Hash : null;
}

function sole(values: readonly string[]): string | null {
  return values.length === 1 ? values[0] : null;
}

/** The JSON object that a parameter holds, an empty one where there is no such parameter, null where it is no object. */
function parsed(values: readonly string[]): JsonObject | null {
  if (values.length === 0) return {};
  try {
    const value: unknown = JSON.parse(sole(values) ?? '');
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
