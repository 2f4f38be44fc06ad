import {existsSync} from 'node:fs';
import {join} from 'node:path';
import fastifyStatic from '@fastify/static';
import type {FastifyInstance} from 'fastify';
import {packageRoot} from '../package-root.js';
import type {RoutingEngine} from '../routing/engine.js';
import {RoutingError} from '../routing/errors.js';
import {examplesFor} from './examples.js';

/** Where `npm run build` puts GraphiQL. */
const bundle = join(packageRoot, 'dist', 'graphiql');

/** Everything comes from this server: scripts, workers and fonts; Monaco writes its colours as inline styles. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'self'",
].join('; ');

/** `/graphiql`: GraphiQL from the package's own files, with examples of the loaded network in its tabs. */
export async function serveGraphiql(server: FastifyInstance, engine: () => RoutingEngine): Promise<void> {
  server.get('/graphiql/examples.json', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    try {
      return await examplesFor(engine(), AbortSignal.timeout(5000));
    } catch (error) {
      // GraphiQL opens without examples then
      if (!(error instanceof RoutingError)) throw error;
      return [];
    }
  });
  if (!existsSync(bundle)) {
    server.get('/graphiql', (_request, reply) => reply.code(404).send('GraphiQL is not built: run npm run build.'));
    return;
  }
  await server.register(fastifyStatic, {
    root: bundle,
    prefix: '/graphiql/',
    redirect: false,
    cacheControl: false,
    setHeaders(reply, path) {
      // the names of the assets hold a digest of what is in them
      const isAsset = path.startsWith(join(bundle, 'assets'));
      void reply.headers({
        'cache-control': isAsset ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      });
    },
  });
  server.get('/graphiql', (_request, reply) => reply.sendFile('index.html'));
}
