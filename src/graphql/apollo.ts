import {ApolloServer, type ApolloServerPlugin} from '@apollo/server';
import {ApolloServerPluginCacheControlDisabled} from '@apollo/server/plugin/disabled';
import {ApolloServerPluginLandingPageDisabled} from '@apollo/server/plugin/disabled';
import {PrefixingKeyValueCache} from '@apollo/utils.keyvaluecache';
import type {CacheSettings} from './cache-control.js';
import type {Log, RequestContext} from './context.js';
import {documentLimits, type DocumentLimits} from './document-limits.js';
import {errorReports, formatError} from './errors.js';
import type {PersistedDocuments} from './persisted-documents.js';
import {persistedReports} from './persisted-report.js';
import {costLimit} from './query-cost.js';
import {responseHeaders} from './response-headers.js';
import {buildGatewaySchema} from './schema.js';

export interface ApolloSettings extends CacheSettings, DocumentLimits {
  readonly persistedQueries: 'auto' | 'only' | 'off';
  readonly introspection: boolean;
  /** A query text of more tokens is refused before it is validated. */
  readonly maxQueryTokens: number;
  /** A request that would cost more is refused before any of it runs, see routing/query-cost.ts. */
  readonly maxQueryCost: number;
}

export interface ApolloParts {
  readonly documents: PersistedDocuments;
  /** As `describeGateway` has it. */
  readonly gateway: string;
}

/**
 * The GraphQL server, not yet started: one query of one operation a request, no stack traces, no landing page, and no
 * hook on fields, so that Apollo does not wrap each one.
 */
export function createApollo(
  settings: ApolloSettings,
  log: Log,
  parts: ApolloParts,
  plugins: readonly ApolloServerPlugin<RequestContext>[] = [],
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema: buildGatewaySchema(),
    formatError,
    includeStacktraceInErrorResponses: false,
    introspection: settings.introspection,
    // a closed schema is not to be guessed from "Did you mean" either
    hideSchemaDetailsFromClientErrors: !settings.introspection,
    allowBatchedHttpRequests: false,
    parseOptions: {maxTokens: settings.maxQueryTokens},
    validationRules: documentLimits(settings),
    persistedQueries: settings.persistedQueries === 'off' ? false : {cache: ofHashes(parts.documents)},
    stopOnTerminationSignals: false,
    // without the line break that Apollo puts after it, for which a long answer would be copied once more
    stringifyResult: (value) => JSON.stringify(value),
    logger: apolloLogger(log),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      errorReports(settings.maxQueryTokens, log),
      persistedReports,
      responseHeaders(settings, parts.gateway),
      operationNames,
      costLimit(settings.maxQueryCost),
      ...plugins,
    ],
  });
}

/** Tells the request's report which operation it was. */
const operationNames: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({operationName, contextValue}) {
        contextValue.report.operationName = operationName;
        return Promise.resolve();
      },
    }),
};

/** The store as it is: Apollo would put a prefix before each hash, so that other things may be kept beside them. */
function ofHashes(documents: PersistedDocuments) {
  return PrefixingKeyValueCache.cacheDangerouslyDoesNotNeedPrefixesForIsolation(documents);
}

function apolloLogger(log: Log) {
  return {
    debug: (message: string) => log.debug({}, message),
    info: (message: string) => log.debug({}, message),
    warn: (message: string) => log.warn({}, message),
    error: (message: string) => log.error({}, message),
  };
}
