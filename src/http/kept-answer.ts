import {answerTag} from '../graphql/answer-tag.js';
import type {KnownVersion} from '../graphql/context.js';
import {chooseMediaType} from '../graphql/media-type.js';
import type {PersistedDocuments} from '../graphql/persisted-documents.js';
import type {GraphqlParameters} from './graphql-parameters.js';
import {matchesTag} from './not-modified.js';

/** What the gateway needs to know an answer's ETag before it has the answer. */
export interface TagSource {
  readonly documents: PersistedDocuments;
  readonly knownVersion: KnownVersion;
  /** As `describeGateway` has it. */
  readonly gateway: string;
}

/** An answer that the client has, and that is still good. */
export interface KeptAnswer {
  readonly etag: string;
  readonly documentHash: string;
  readonly operationName: string | null;
}

/**
 * Finds out whether the client holds the answer already, without asking the engine for more than its version. Documents
 * that are sent as text are not looked at: whether such a request is let in is Apollo's to say.
 * @param accept      the header as it came
 * @param ifNoneMatch the header as it came; `*` asks whether there is an answer, which only the execution can tell
 * @returns null: the query is to be executed
 */
export async function findKeptAnswer(
  {text, hash, operationName, variables}: GraphqlParameters,
  {accept, ifNoneMatch}: {readonly accept?: string; readonly ifNoneMatch?: string},
  {documents, knownVersion, gateway}: TagSource,
): Promise<KeptAnswer | null> {
  if (ifNoneMatch === undefined || !ifNoneMatch.includes('"')) return null;
  const mediaType = chooseMediaType(accept);
  if (text !== null || hash === null || variables === null || mediaType === null) return null;
  const document = await documents.find(hash);
  if (document === undefined) return null;
  const networkVersion = await knownVersion();
  if (networkVersion === null) return null;
  const etag = answerTag(gateway, {networkVersion, documentHash: hash, variables, operationName, mediaType});
  if (!matchesTag(ifNoneMatch, etag)) return null;
  return {etag, documentHash: hash, operationName: operationName ?? document.operationName};
}
