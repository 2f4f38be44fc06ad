import {BadConfig, type PersistedQueries} from '../config.js';
import {documentLimits, type DocumentLimits} from '../graphql/document-limits.js';
import {openPersistedDocuments, type PersistedDocuments} from '../graphql/persisted-documents.js';
import {BadManifest, readManifest} from '../graphql/persisted-manifest.js';
import {buildGatewaySchema} from '../graphql/schema.js';

export interface DocumentSettings extends DocumentLimits {
  readonly persistedQueries: PersistedQueries;
  /** Path of the manifest; null: none. */
  readonly persistedManifest: string | null;
  readonly maxQueryTokens: number;
}

/**
 * The documents that clients may ask by hash: those of the manifest from the start, so that a hash known to one gateway
 * is known to all, and under `auto` those that clients register.
 * @throws BadConfig the manifest cannot be used, with every fault in it
 */
export function openDocuments(settings: DocumentSettings): PersistedDocuments {
  const {persistedQueries, persistedManifest, maxQueryTokens} = settings;
  if (persistedQueries === 'off' || persistedManifest === null) {
    return openPersistedDocuments(new Map(), persistedQueries === 'auto');
  }
  try {
    const rules = documentLimits(settings);
    const manifest = readManifest(persistedManifest, {schema: buildGatewaySchema(), rules, maxQueryTokens});
    return openPersistedDocuments(manifest, persistedQueries === 'auto');
  } catch (error) {
    if (error instanceof BadManifest) throw new BadConfig({PERSISTED_MANIFEST: error.message});
    throw error;
  }
}
