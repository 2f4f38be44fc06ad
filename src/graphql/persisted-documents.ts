import {createHash} from 'node:crypto';
import {InMemoryLRUCache, type KeyValueCache} from '@apollo/utils.keyvaluecache';
import {type DocumentNode, Kind, parse} from 'graphql';

/** A document that clients may ask by its hash. */
export interface PersistedDocument {
  readonly text: string;
  /** Of its operation; null where that has no name, or the document has several. */
  readonly operationName: string | null;
}

/** sha256 of a document's text, 64 lower-case hexadecimal digits → the document. */
export type Manifest = ReadonlyMap<string, PersistedDocument>;

/**
 * The documents that clients may ask by hash: Apollo Server reads and registers through the store, and whoever must know
 * a document before Apollo does looks it up.
 */
export interface PersistedDocuments extends KeyValueCache<string> {
  find(hash: string): Promise<PersistedDocument | undefined>;
  /** Whether the operator's manifest holds it. */
  isOfManifest(hash: string): boolean;
  /** The names of the operations in the operator's manifest. */
  readonly manifestOperations: readonly string[];
}

/** Room for what clients register beside the manifest, bytes. */
const REGISTERED_BYTES = 16 * 1024 * 1024;

/** What an entry takes beside its text: its hash, its name, the links of the list. */
const ENTRY_BYTES = 512;

/**
 * Opens the store. The documents of the manifest stay; of the others the one that was asked least recently gives way.
 * @param registers       whether clients may add documents
 * @param registeredBytes room for those
 */
export function openPersistedDocuments(
  manifest: Manifest,
  registers: boolean,
  registeredBytes = REGISTERED_BYTES,
): PersistedDocuments {
  const registered = new InMemoryLRUCache<PersistedDocument>({
    maxSize: registeredBytes,
    sizeCalculation: ({text}) => 2 * text.length + ENTRY_BYTES,
  });
  const find = async (hash: string) => manifest.get(hash) ?? (await registered.get(hash));
  return {
    find,
    isOfManifest: (hash) => manifest.has(hash),
    manifestOperations: [...manifest.values()].flatMap(({operationName}) => operationName ?? []),
    get: async (hash) => (await find(hash))?.text,
    async set(hash, text) {
      if (!registers || manifest.has(hash)) return;
      await registered.set(hash, {text, operationName: operationNameOf(parse(text, {noLocation: true}))});
    },
    delete: (hash) => registered.delete(hash),
  };
}

/** @returns sha256 of the text, 64 lower-case hexadecimal digits */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The name of the document's only operation; null where it has none, or the document has several. */
export function operationNameOf(document: DocumentNode): string | null {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operations.length === 1 ? (operations[0].name?.value ?? null) : null;
}
