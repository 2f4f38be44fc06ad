import {fileURLToPath} from 'node:url';
import react from '@vitejs/plugin-react';
import {defineConfig} from 'vite';

/** GraphiQL with its workers, as files that the gateway serves under /graphiql/. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/graphiql/',
  plugins: [react()],
  worker: {format: 'es'},
  build: {
    outDir: fileURLToPath(new URL('../../dist/graphiql', import.meta.url)),
    emptyOutDir: true,
    // Monaco, the editor, is one large chunk by nature
    chunkSizeWarningLimit: 6000,
    rolldownOptions: {
      onLog(level, log, handle) {
        // words of React's compiler in packages that are compiled already
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
});
