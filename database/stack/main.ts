import {startStack} from './start-stack.js';
import type {Stack} from './stack.js';

/** `npm run stack [-- --json]`: a database in the foreground, until Ctrl-C. */
async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) {
    console.error(`Unknown argument ${unknown}. Usage: npm run stack [-- --json]`);
    process.exit(2);
  }
  const asked = whenAskedToStop();
  const starting = startStack({env: process.env, log: (line) => console.error(line)});
  // asked to stop before it is up: let it come up, so that all of it can be taken down
  const stack = await starting;
  console.log(args.includes('--json') ? JSON.stringify(stack.urls) : describe(stack));
  await asked;
  await stack.stop();
}

/** Ctrl-C, SIGTERM, a closed terminal, or the death of whoever started us. */
function whenAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid !== parent) stop();
    }, 500);
    const stop = () => {
      clearInterval(watch);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}

function describe({origin, urls}: Stack): string {
  return [
    `A database is up (${origin}), empty but for its schema.`,
    '',
    `  DATABASE_ADMIN_URL=${urls.direct}`,
    `  DATABASE_URL=${urls.gateway}`,
    `  the owner through PgBouncer: ${urls.pooled}`,
    '',
    'Ctrl-C ends it and removes its data.',
  ].join('\n');
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
