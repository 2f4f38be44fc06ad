import {createHash} from 'node:crypto';
import {configure} from 'safe-stable-stringify';

/** Everything that the bytes of an answer depend on, beside the gateway itself. */
export interface Answer {
  readonly networkVersion: string;
  /** sha256 of the document's text, hex. */
  readonly documentHash: string;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName: string | null | undefined;
  readonly mediaType: string;
}

/**
 * The ETag of an answer: a digest of what it is made from, so that it is known before the query is run.
 *
 * It is weak because it vouches for the question, not for the bytes of the answer; what comes between may compress them
 * (Nginx's gzip makes a strong one weak anyway), and If-None-Match compares weakly.
 *
 * Whoever sends one back that matches was answered this very question without errors: an answer with errors carries no
 * ETag, and whether it has errors depends on nothing that the digest does not hold, but for faults that pass (no
 * database, a full queue, a time-out), for which "not modified" is the better answer. A client that computes an ETag
 * by itself, for a question that it was never answered, is told that its own copy is good, and fools nobody else.
 *
 * @param gateway what else the answer depends on, as `describeGateway` has it
 */
export function answerTag(gateway: string, answer: Answer): string {
  const parts = [
    gateway,
    answer.networkVersion,
    answer.documentHash,
    canonicalVariables(answer.variables),
    answer.operationName ?? '',
    answer.mediaType,
  ];
  return `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url')}"`;
}

/**
 * Variables as one text, whatever the order of their keys and the spelling of their numbers and letters: none, `{}` and
 * null are the same.
 */
export function canonicalVariables(variables: Answer['variables']): string {
  return stringify(variables ?? {}) ?? '{}';
}

/** No argument of the schema is nested deeper than a tenth of this; what is deeper would be a stack to run out of. */
const stringify = configure({maximumDepth: 100});

/**
 * The gateway's part in its answers: its release, and the settings that decide whether a query is answered at all. Two
 * gateways of one release and with the same settings describe themselves alike, wherever they run.
 */
export function describeGateway(release: string, settings: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([release, stringify(settings)]);
}
