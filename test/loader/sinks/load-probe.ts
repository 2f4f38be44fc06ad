import {writeSync} from 'node:fs';
import {writeToDatabase} from '../../../loader/sinks/database.js';
import {networkStatistics} from '../../../src/graph/network-statistics.js';
import {gridNetwork} from './grid-network.js';

/** A process that loads a town up to a phase, says so, and stands still there until it is killed. */
async function main([adminUrl, phase]: readonly string[]): Promise<void> {
  const network = await gridNetwork(20, 'probe');
  await writeToDatabase(network, {
    adminUrl,
    statistics: networkStatistics(network),
    onProgress: (at) => {
      if (at !== phase) return;
      writeSync(1, `${phase}\n`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  });
}

main(process.argv.slice(2)).catch((error: Error) => {
  writeSync(2, error.message);
  process.exit(1);
});
