import type {Command} from 'commander';
import {readConfig, type ConfigFlags} from '../../src/config.js';
import {serve} from '../../src/main.js';
import {openNetwork} from '../open-network.js';
import {progressDisplay} from '../progress.js';

/** `roadql serve`: the gateway, until SIGTERM or Ctrl-C. */
export function addServeCommand(program: Command): void {
  program
    .command('serve', {isDefault: false})
    .description('Serve GraphQL: the sample city in this process, unless the environment or a flag says otherwise.')
    .option('--engine <engine>', 'embedded or pgrouting (default: ENGINE, else embedded)')
    .option('--network <file>', 'embedded engine: a source file, or a file of `roadql build` (default: NETWORK, else the sample)')
    .option('--port <n>', 'where it listens (default: PORT, else 4000)')
    .addHelpText('after', '\nThe environment is explained in docs/environment.md.')
    .action(async (flags: ConfigFlags) => {
      await serve(readConfig(process.env, flags), {openNetwork: openWithProgress});
    });
}

async function openWithProgress(path: string | null) {
  const display = progressDisplay(process.stderr, false);
  try {
    return await openNetwork(path, display.onProgress, new AbortController().signal);
  } finally {
    display.stop();
  }
}
