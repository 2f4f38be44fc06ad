import type {Command} from 'commander';
import {readConfig, type ConfigFlags} from '../../src/config.js';
import {interruptible} from '../interruption.js';
import {openNetwork} from '../open-network.js';
import {progressDisplay} from '../progress/progress-display.js';

/** `roadql serve`: the gateway, until SIGTERM or Ctrl-C. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('Serve GraphQL: the sample city in this process, unless the environment or a flag says otherwise.')
    .option('--engine <engine>', 'embedded or pgrouting (default: ENGINE, else embedded)')
    .option(
      '--network <file>',
      'embedded engine: a source file, or a file of `roadql build` (default: NETWORK, else the sample)',
    )
    .option('--port <n>', 'where it listens (default: PORT, else 4000)')
    .addHelpText(
      'after',
      `
Everything else is told by the environment: docs/environment.md.

Examples:
  roadql serve
  roadql serve --network city.osm.pbf --port 8080
  DATABASE_URL=postgres://roadql_gateway@localhost:6432/roadql roadql serve --engine pgrouting`,
    )
    .action(async (flags: ConfigFlags) => {
      // the gateway's modules take as long to read as a small load: no other command shall wait for them
      const {serve} = await import('../../src/main.js');
      await serve(readConfig(process.env, flags), {openNetwork: openWithProgress});
    });
}

async function openWithProgress(path: string | null) {
  const display = progressDisplay(process.stderr, false);
  try {
    return await interruptible((signal) => openNetwork(path, display.onProgress, signal));
  } finally {
    display.stop();
  }
}
