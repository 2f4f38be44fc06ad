import {readFileSync} from 'node:fs';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';
import {hashOf, type Manifest, operationNameOf, type PersistedDocument} from './persisted-documents.js';

/** The manifest cannot be used: every fault is in the message, a line each. */
export class BadManifest extends Error {
  override readonly name = 'BadManifest';
  constructor(
    readonly path: string,
    readonly faults: readonly string[],
  ) {
    super(`${path} cannot be used:\n${faults.map((fault) => `    ${fault}`).join('\n')}`);
  }
}

/** What the gateway would answer. */
export interface DocumentRules {
  readonly schema: GraphQLSchema;
  /** Beside those of GraphQL itself. */
  readonly rules: readonly ValidationRule[];
  readonly maxQueryTokens: number;
}

/**
 * Reads a manifest of persisted documents: Apollo's `persisted-query-manifest.json`, or the flat map
 * `{"<sha256>": "<document>"}`, whose hashes may have `sha256:` before them.
 * @throws BadManifest the file cannot be read; an entry's hash is not that of its text; a document would be refused
 */
export function readManifest(path: string, rules: DocumentRules): Manifest {
  const faults: string[] = [];
  const documents = new Map<string, PersistedDocument>();
  for (const {label, hash, text} of readEntries(path)) {
    const found = readDocument(text, rules);
    if (hash !== hashOf(text)) faults.push(`${label}: the sha256 of its text is ${hashOf(text)}`);
    else if (found.faults.length > 0) faults.push(...found.faults.map((fault) => `${label}: ${fault}`));
    else documents.set(hash, {text, operationName: found.operationName});
  }
  if (faults.length > 0) throw new BadManifest(path, faults);
  return documents;
}

/** A document as the file has it, under the hash that the file gives it. */
interface Entry {
  /** What a message calls it. */
  readonly label: string;
  readonly hash: string;
  readonly text: string;
}

function readEntries(path: string): Entry[] {
  const content = readJson(path);
  if (!isRecord(content)) throw new BadManifest(path, ['it is no JSON object']);
  if ('format' in content) return readOperations(path, content);
  return Object.entries(content).map(([key, text]) => {
    if (typeof text !== 'string') {
      throw new BadManifest(path, [
        `${key}: it is neither Apollo's manifest (a "format" and "operations") nor a map of hashes to documents`,
      ]);
    }
    return {label: key, hash: key.replace(/^sha256:/, ''), text};
  });
}

const APOLLO_FORMAT = 'apollo-persisted-query-manifest';

function readOperations(path: string, {format, version, operations}: Record<string, unknown>): Entry[] {
  if (format !== APOLLO_FORMAT || version !== 1 || !Array.isArray(operations)) {
    throw new BadManifest(path, [`it is not in the format "${APOLLO_FORMAT}", version 1, with "operations"`]);
  }
  return operations.map((operation: unknown, index) => {
    const {id, name, body} = isRecord(operation) ? operation : {};
    if (typeof id !== 'string' || typeof body !== 'string') {
      throw new BadManifest(path, [`operations[${index}]: it has no "id" or no "body"`]);
    }
    return {label: typeof name === 'string' ? `${name} (${id})` : id, hash: id, text: body};
  });
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new BadManifest(path, [error instanceof Error ? error.message : String(error)]);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readDocument(text: string, {schema, rules, maxQueryTokens}: DocumentRules) {
  try {
    const document = parse(text, {maxTokens: maxQueryTokens});
    const invalid = validate(schema, document, [...specifiedRules, ...rules]).map(({message}) => message);
    return {faults: [...invalid, ...otherThanQueries(document)], operationName: operationNameOf(document)};
  } catch (error) {
    return {faults: [error instanceof Error ? error.message : String(error)], operationName: null};
  }
}

/** Validation says nothing of an operation that the schema has no root for. */
function otherThanQueries({definitions}: DocumentNode): string[] {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operations.length === 0) return ['it has no operation'];
  return operations.flatMap(({operation}) =>
    operation === OperationTypeNode.QUERY ? [] : [`it is a ${operation}, and the schema has queries alone`],
  );
}
