import 'reflect-metadata';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Command, CommanderError} from 'commander';
import {BadConfig} from '../src/config.js';
import {EmptyNetwork} from '../src/graph/build-network.js';
import {UnreadableGraphFile} from '../src/graph/unreadable-graph-file.js';
import {packageRoot} from '../src/package-root.js';
import {PooledConnection} from '../src/postgres/connect.js';
import {addBuildCommand} from './commands/build.js';
import {addInspectCommand} from './commands/inspect.js';
import {addLoadCommand} from './commands/load.js';
import {addMigrateCommand} from './commands/migrate.js';
import {addServeCommand} from './commands/serve.js';
import {exitCode, UsageError} from './exit-code.js';
import {Interrupted} from './interruption.js';
import {UnreadableSource} from './readers/unreadable-source.js';
import {AlreadyLoaded} from './sinks/database.js';

/**
 * Runs the `roadql` command.
 * @param argv as `process.argv`
 * @returns the exit code
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const {version} = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {version: string};
  const program = new Command('roadql')
    .description('A GraphQL routing gateway over a road network: serve it, load it, look at it.')
    .version(version)
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', conclusion)
    .exitOverride();
  for (const add of [addServeCommand, addLoadCommand, addBuildCommand, addInspectCommand, addMigrateCommand]) {
    add(program);
  }
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync(argv);
    return exitCode.done;
  } catch (error) {
    // commander has said it already
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.usage;
    process.stderr.write(`roadql: ${messageOf(error)}\n`);
    return codeOf(error);
  }
}

const conclusion = `
Exit codes:
  0    done
  1    failed; what was served before still is
  2    wrong usage, or input that cannot be read
  3    this file is loaded already
  130  interrupted

\`roadql COMMAND --help\` tells a command's options. Try it without a database:
  roadql serve`;

function codeOf(error: unknown): number {
  if (error instanceof Interrupted) return exitCode.interrupted;
  if (error instanceof AlreadyLoaded) return exitCode.alreadyLoaded;
  const inputs = [UsageError, UnreadableSource, UnreadableGraphFile, EmptyNetwork, BadConfig, PooledConnection];
  return inputs.some((input) => error instanceof input) ? exitCode.usage : exitCode.failed;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env.LOG_LEVEL === 'debug' ? (error.stack ?? error.message) : error.message || error.name;
}
