import {mayInstall} from '../../database/stack/apt.js';
import {startStack} from '../../database/stack/start-stack.js';
import {findNginx} from '../nginx/find-nginx.js';
import {stackVariable} from './stack-variable.js';

/** Starts one database server for the whole run; it ends with the run, however that ends. */
export async function startRunStack(): Promise<void> {
  installNginx();
  const stack = await startStack({
    env: process.env,
    log: (line) => process.stderr.write(`${line}\n`),
    // suites run beside one another, each with a database of its own
    maxConnections: 60,
  });
  process.env[stackVariable] = JSON.stringify(stack.urls);
  Object.assign(globalThis, {stopRunStack: () => stack.stop()});
}

/** Once, before suites that run beside one another would; those that need it say so where it cannot be had. */
function installNginx(): void {
  if (!mayInstall()) return;
  try {
    findNginx();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
  }
}
