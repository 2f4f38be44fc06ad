import {ApolloServer} from '@apollo/server';
import {ApolloServerPluginCacheControlDisabled} from '@apollo/server/plugin/disabled';
import {fastifyApolloHandler} from '@as-integrations/fastify';
import {fastify} from 'fastify';
import {GraphQLJSON} from 'graphql-scalars';

/**
 * The yardstick: Apollo Server on Fastify that sends a route's line as GeoJSON through the JSON scalar of
 * graphql-scalars, as gateways commonly do. It is spared the routing: the line is the same whatever is asked.
 * Environment: PORT, DATA (what a gateway answered: the `data` of a route query).
 */
async function serveJsonScalar(data: string, port: number): Promise<void> {
  const {route} = JSON.parse(data) as {route: object};
  const apollo = new ApolloServer({
    typeDefs,
    resolvers: {JSON: GraphQLJSON, Query: {route: () => route}},
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
  scalar JSON
  input WaypointInput { lon: Float! lat: Float! }
  type Query { route(waypoints: [WaypointInput!]!): RouteResult }
  type RouteResult { routes: [Route!]! }
  type Route { geometry: JSON! }
`;

const {DATA, PORT} = process.env;
if (!DATA || !PORT) throw new Error('DATA and PORT are needed.');
void serveJsonScalar(DATA, Number(PORT));
