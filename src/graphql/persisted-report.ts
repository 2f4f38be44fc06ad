import type {ApolloServerPlugin} from '@apollo/server';
import {ApolloServerErrorCode} from '@apollo/server/errors';
import type {RequestContext} from './context.js';

/** Tells the request's report which document was asked by hash, and what that came to. */
export const persistedReports: ApolloServerPlugin<RequestContext> = {
  requestDidStart({request, contextValue: {report}}) {
    const asked: unknown = request.extensions?.persistedQuery;
    if (!asked) return Promise.resolve();
    // whatever does not get further was refused
    report.persisted = 'refused';
    return Promise.resolve({
      didResolveSource({queryHash, metrics}) {
        report.documentHash = queryHash;
        if (metrics.persistedQueryHit) report.persisted = 'hit';
        return Promise.resolve();
      },
      didEncounterErrors({errors}) {
        const isMiss = errors.some(
          ({extensions}) => extensions.code === ApolloServerErrorCode.PERSISTED_QUERY_NOT_FOUND,
        );
        if (isMiss) report.persisted = 'miss';
        return Promise.resolve();
      },
      // just after this one Apollo writes it into the store
      didResolveOperation({metrics}) {
        if (metrics.persistedQueryRegister) report.persisted = 'registered';
        return Promise.resolve();
      },
    });
  },
};
