import type {ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener} from '@apollo/server';
import type {PhaseTimes, RequestContext} from './context.js';

/** Tells the request's report how long its parts took. It looks at no field, so that Apollo does not wrap each one. */
export const phaseTimes: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () => Promise.resolve(listener),
};

const listener: GraphQLRequestListener<RequestContext> = {
  parsingDidStart: (request) => Promise.resolve(stopwatch(request, 'parse')),
  validationDidStart: (request) => Promise.resolve(stopwatch(request, 'validate')),
  executionDidStart: (request) => Promise.resolve({executionDidEnd: stopwatch(request, 'execute')}),
};

function stopwatch(request: GraphQLRequestContext<RequestContext>, phase: keyof PhaseTimes): () => Promise<void> {
  const phases = (request.contextValue.report.phases ??= {});
  const startedMs = performance.now();
  return () => {
    phases[phase] = performance.now() - startedMs;
    return Promise.resolve();
  };
}
