import {ApolloServer} from '@apollo/server';
import {ApolloServerPluginCacheControlDisabled} from '@apollo/server/plugin/disabled';
import {fastifyApolloHandler} from '@as-integrations/fastify';
import {fastify} from 'fastify';
import {GraphQLJSON} from 'graphql-scalars';
import {openNetwork} from '../../loader/open-network.js';
import {openEmbeddedEngine} from '../../src/engines/embedded/engine.js';
import {defaultLimits} from '../../src/routing/limits.js';
import {planRoute, type RouteQuery} from '../../src/routing/route.js';

/**
 * The yardstick: Apollo Server on Fastify that searches as the embedded gateway does, and sends a route's line as a
 * GeoJSON object through the JSON scalar of graphql-scalars, as gateways commonly do.
 * Environment: PORT, NETWORK (a source file or a graph file).
 */
async function serveJsonScalar(file: string, port: number): Promise<void> {
  const {signal} = new AbortController();
  const engine = openEmbeddedEngine(await openNetwork(file, () => undefined, signal));
  const route = async (_root: unknown, {waypoints}: Pick<RouteQuery, 'waypoints'>) => {
    const query = {waypoints, profile: 'CAR', objective: 'FASTEST'} as const;
    const {routes} = await planRoute(engine, query, defaultLimits, signal);
    return {routes: routes.map(({line}) => ({geometry: line.geometry()}))};
  };
  const apollo = new ApolloServer({
    typeDefs,
    resolvers: {JSON: GraphQLJSON, Query: {route}},
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

const {NETWORK, PORT} = process.env;
if (!NETWORK || !PORT) throw new Error('NETWORK and PORT are needed.');
void serveJsonScalar(NETWORK, Number(PORT));
