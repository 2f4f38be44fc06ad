import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describeGateway} from '../graphql/answer-tag.js';
import type {DocumentLimits} from '../graphql/document-limits.js';
import {packageRoot} from '../package-root.js';
import type {Limits} from '../routing/limits.js';

/** What decides, beside the query and the network, how a query is answered and whether it is. */
export interface AnswerSettings extends DocumentLimits {
  readonly limits: Limits;
  readonly introspection: boolean;
  readonly maxQueryTokens: number;
  readonly maxQueryCost: number;
}

/** The gateway's part in the ETag of its answers: the release, the engine, and the settings that answers depend on. */
export function gatewayKey(engine: string, settings: AnswerSettings): string {
  const {limits, introspection, maxQueryTokens, maxQueryDepth, maxQueryAliases, maxQueryCost} = settings;
  const {version} = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {version: string};
  return describeGateway(version, {
    engine,
    limits,
    introspection,
    maxQueryTokens,
    maxQueryDepth,
    maxQueryAliases,
    maxQueryCost,
  });
}
