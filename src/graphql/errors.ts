import type {ApolloServerPlugin} from '@apollo/server';
import {ApolloServerErrorCode, unwrapResolverError} from '@apollo/server/errors';
import {type DocumentNode, GraphQLError, type GraphQLFormattedError} from 'graphql';
import {LimitExceeded, RoutingError} from '../routing/errors.js';
import {findArgumentPath} from './argument-path.js';
import type {Log, RequestContext} from './context.js';

/**
 * What a client sees of an error, whoever threw it:
 * - a RoutingError: its message, its code and its details;
 * - an error of GraphQL's or Apollo's own: as it is, under its own code;
 * - anything else: `Internal server error.`, with the request's id to look it up in the log by.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const {locations, path} = formatted;
  const cause = causeOf(error);
  if (cause instanceof RoutingError) {
    return {message: cause.message, locations, path, extensions: {...cause.details, code: cause.code}};
  }
  const extensions = error instanceof GraphQLError ? error.extensions : {};
  if (!isInternal(error)) {
    const code = extensions.code ?? ApolloServerErrorCode.BAD_REQUEST;
    return {message: formatted.message, locations, path, extensions: {...formatted.extensions, code}};
  }
  return {
    message: 'Internal server error.',
    locations,
    path,
    extensions: {code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR, requestId: extensions.requestId},
  };
}

/** Refuses a whole request for a limit, before any of its fields is answered: HTTP 400, code and details of the limit. */
export function refusalFor(limit: LimitExceeded): GraphQLError {
  return new GraphQLError(limit.message, {originalError: limit, extensions: {http: {status: 400}}});
}

/** Logs what the client is not shown, and names the argument in errors about one. */
export function errorReports(maxQueryTokens: number, log: Log): ApolloServerPlugin<RequestContext> {
  const hooks = {
    didEncounterErrors({errors, document, contextValue}: Encountered): Promise<void> {
      for (const error of errors) {
        explain(error, document, contextValue, maxQueryTokens);
        contextValue.report.errorCodes.push(codeOf(error));
      }
      return Promise.resolve();
    },
  };
  return {
    requestDidStart: () => Promise.resolve(hooks),
    unexpectedErrorProcessingRequest({error}) {
      log.error({err: error}, 'a request failed outside GraphQL');
      return Promise.resolve();
    },
  };
}

interface Encountered {
  readonly errors: readonly GraphQLError[];
  readonly document?: DocumentNode;
  readonly contextValue: RequestContext;
}

function explain(error: GraphQLError, document: DocumentNode | undefined, context: RequestContext, maxTokens: number) {
  const cause = causeOf(error);
  if (cause instanceof RoutingError) return;
  if (isInternal(error)) {
    error.extensions.requestId = context.requestId;
    // when the client has hung up, what failed is its own cancelled search
    if (!context.signal.aborted) context.log.error({err: cause, path: error.path}, 'internal error');
    return;
  }
  if (/^Syntax Error: Document contains more that \d+ tokens/.test(error.message)) {
    const limit = new LimitExceeded('maxQueryTokens', maxTokens, `The query has more than ${maxTokens} tokens.`);
    Object.assign(error.extensions, {...limit.details, code: limit.code});
    error.message = limit.message;
    return;
  }
  const argument = document && findArgumentPath(document, error);
  if (argument !== undefined) {
    error.extensions.argument = argument;
    error.extensions.code = ApolloServerErrorCode.BAD_USER_INPUT;
  }
}

function codeOf(error: GraphQLError): string {
  const cause = causeOf(error);
  if (cause instanceof RoutingError) return cause.code;
  const code = error.extensions.code;
  if (typeof code === 'string') return code;
  return isInternal(error) ? ApolloServerErrorCode.INTERNAL_SERVER_ERROR : ApolloServerErrorCode.BAD_REQUEST;
}

/** What a field threw; also the RoutingError of an error that belongs to no field. */
function causeOf(error: unknown): unknown {
  const isOfTheRequest = error instanceof GraphQLError && error.originalError instanceof RoutingError;
  return isOfTheRequest ? error.originalError : unwrapResolverError(error);
}

/** Neither a RoutingError nor one that GraphQL or Apollo found in what the client sent. */
function isInternal(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return true;
  const {code, http} = error.extensions as {code?: unknown; http?: {status?: number}};
  if (code === undefined) {
    const isClients = http?.status !== undefined && http.status >= 400 && http.status < 500;
    // graphql-js says so, of no field, when an operation cannot be run at all: a mutation where there are none
    const isOfTheOperation = error.path === undefined && error.originalError === undefined;
    return !isClients && !isOfTheOperation;
  }
  return code === ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
}
