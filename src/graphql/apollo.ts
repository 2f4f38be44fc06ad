import {ApolloServer, type ApolloServerPlugin} from '@apollo/server';
import {ApolloServerPluginCacheControlDisabled} from '@apollo/server/plugin/disabled';
import {ApolloServerPluginLandingPageDisabled} from '@apollo/server/plugin/disabled';
import type {Log, RequestContext} from './context.js';
import {errorReports, formatError} from './errors.js';
import {responseHeaders} from './response-headers.js';
import {buildGatewaySchema} from './schema.js';

export interface ApolloSettings {
  readonly persistedQueries: 'auto' | 'off';
  readonly introspection: boolean;
  /** How long an answer to a GET may be kept, seconds; 0: not at all. */
  readonly cacheMaxAgeSeconds: number;
  /** A query text of more tokens is refused before it is validated. */
  readonly maxQueryTokens: number;
}

/**
 * The GraphQL server, not yet started: one query of one operation a request, no stack traces, no landing page, and no
 * hook on fields, so that Apollo does not wrap each one.
 */
export function createApollo(
  settings: ApolloSettings,
  log: Log,
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
    persistedQueries: settings.persistedQueries === 'auto' ? undefined : false,
    stopOnTerminationSignals: false,
    logger: apolloLogger(log),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      errorReports(settings.maxQueryTokens, log),
      responseHeaders(settings.cacheMaxAgeSeconds),
      operationNames,
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

function apolloLogger(log: Log) {
  return {
    debug: (message: string) => log.debug({}, message),
    info: (message: string) => log.debug({}, message),
    warn: (message: string) => log.warn({}, message),
    error: (message: string) => log.error({}, message),
  };
}
