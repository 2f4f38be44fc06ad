import type {Command} from 'commander';
import {interruptible} from '../interruption.js';
import {bringUpToDate} from './bring-up-to-date.js';
import {adminUrlOf} from './database-url.js';

/** `roadql migrate`: the schema and the roles alone. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database to the newest schema, and its roles to what the gateway needs.')
    .option('--database <url>', 'the owner, on the direct port (default: DATABASE_ADMIN_URL)')
    .addHelpText(
      'after',
      `
Environment, for the read-only login roadql_gateway:
  GATEWAY_PASSWORD   becomes its password (left out, it keeps the one it has)
  QUERY_TIMEOUT_MS   becomes its statement_timeout (default: 5000)

\`roadql load\` does the same before it loads.`,
    )
    .action(({database}: {database?: string}) =>
      interruptible(async (signal) => {
        const applied = await bringUpToDate(adminUrlOf(database), signal);
        process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'The schema is up to date.\n');
      }),
    );
}
