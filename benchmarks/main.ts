import {existsSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {openNetwork, samplePath} from '../loader/open-network.js';
import {packageRoot} from '../src/package-root.js';
import {Bench} from './bench.js';
import {readCommandLine, WrongUsage} from './command-line.js';
import {startLoadedDatabase} from './database.js';
import {describeMachine} from './machine.js';
import type {Measurement} from './measure.js';
import {tableOf, writeResults, type BenchRun} from './report.js';
import {scenarios} from './scenarios.js';

/** `npm run bench [-- NAME] [-- --full]`: measures, shows a table, writes the results. */
async function main(args: readonly string[]): Promise<void> {
  const options = readCommandLine(
    args,
    scenarios.map(({name}) => name),
  );
  const porto = resolve(packageRoot, '../shared/data/porto.osm.pbf');
  const networkFile = existsSync(porto) ? porto : samplePath;
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const say = (line: string) => console.error(line);

  if (machine.loadBefore > machine.cores / 4) {
    say(
      `This machine is at work already (load ${machine.loadBefore.toFixed(1)} on ${machine.cores} cores): expect worse figures.`,
    );
  }
  say(`Opening ${basename(networkFile)}…`);
  const network = await openNetwork(networkFile, () => undefined, new AbortController().signal);
  say('Starting a database and loading it…');
  const database = await startLoadedDatabase(networkFile, (reason) =>
    say(`No database, so neither the pgrouting engine nor its yardstick is measured. ${reason}`),
  );
  try {
    const bench = new Bench(options, network, networkFile, database, say);
    await bench.run();
    const run: BenchRun = {
      startedAt,
      full: options.full,
      secondsEach: bench.seconds,
      machine,
      network: {source: basename(networkFile), nodes: network.nodes.count, edges: network.edges.count},
      database: database && {origin: database.origin.replace(/, files in .*/, ''), loadSeconds: database.loadSeconds},
      measurements: bench.measurements,
    };
    console.log(tableOf(run));
    say(`Written to ${writeResults(run)}`);
    if (!sayFailures(bench.measurements, say)) process.exitCode = 1;
  } finally {
    await database?.stop();
  }
}

/** @returns whether every scenario was answered, and answered without a failure */
function sayFailures(measurements: readonly Measurement[], say: (line: string) => void): boolean {
  const bad = measurements.filter((row) => row.failed > 0 || row.answered === 0);
  for (const {scenario, subject, failed, seconds, firstFailure} of bad) {
    const what = failed > 0 ? `${failed} failed, the first with ${firstFailure}` : `no answer within ${seconds} s`;
    say(`${subject} ${scenario}: ${what}`);
  }
  return bad.length === 0;
}

// as an exit, so that the servers are stopped with us
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code));

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error instanceof WrongUsage ? error.message : error);
  process.exitCode = error instanceof WrongUsage ? 2 : 1;
});
