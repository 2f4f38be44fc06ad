import {ApolloServer} from '@apollo/server';
import {ApolloServerPluginCacheControlDisabled} from '@apollo/server/plugin/disabled';
import {fastifyApolloHandler} from '@as-integrations/fastify';
import {fastify} from 'fastify';

/**
 * The yardstick: Apollo Server on Fastify with a resolver that gives the same route whatever is asked. The query, its
 * variables and the answer have the shape and size of the gateway's, so what is left out is the routing alone.
 * Environment: PORT, DATA (what a gateway answered: the `data` of a route query).
 */
async function serveConstant(data: string, port: number): Promise<void> {
  const {route} = JSON.parse(data) as {route: object};
  const apollo = new ApolloServer({
    typeDefs,
    resolvers: {Query: {route: () => route}},
    plugins: [ApolloServerPluginCacheControlDisabled()],
  });
  await apollo.start();
  const server = fastify();
  server.route({method: ['GET', 'POST'], url: '/graphql', handler: fastifyApolloHandler(apollo)});
  server.get('/readyz', (_request, reply) => reply.send());
  await server.listen({host: '127.0.0.1', port});
}

/** The part of the gateway's schema that the query touches. */
const typeDefs = `
  input WaypointInput { lon: Float! lat: Float! }
  type Query { route(waypoints: [WaypointInput!]!): RouteResult }
  type RouteResult { routes: [Route!]! }
  type Route { distance: Float! duration: Float! polyline: String! }
`;

const {DATA, PORT} = process.env;
if (!DATA || !PORT) throw new Error('DATA and PORT are needed.');
void serveConstant(DATA, Number(PORT));
