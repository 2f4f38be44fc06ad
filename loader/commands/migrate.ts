import type {Command} from 'commander';
import {migrate} from '../../database/migrate.js';
import {readConfig} from '../../src/config.js';
import {interruptible} from '../interruption.js';
import {adminUrlOf} from './database-url.js';

/** `roadql migrate`: the schema and the roles alone. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database to the newest schema, and its roles to what the gateway needs.')
    .option('--database <url>', 'the owner, on the direct port (default: DATABASE_ADMIN_URL)')
    .addHelpText(
      'after',
      '\nGATEWAY_PASSWORD, where it is set, becomes the password of the read-only login roadql_gateway.\n' +
        "QUERY_TIMEOUT_MS becomes that login's statement_timeout.",
    )
    .action(({database}: {database?: string}) =>
      interruptible(async (signal) => {
        const {applied, warnings} = await migrate(adminUrlOf(database), {
          statementTimeoutMs: readConfig(process.env).queryTimeoutMs,
          gatewayPassword: process.env.GATEWAY_PASSWORD,
          signal,
        });
        for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
        process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'The schema is up to date.\n');
      }),
    );
}
