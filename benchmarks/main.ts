import {existsSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {openNetwork, samplePath} from '../loader/open-network.js';
import {packageRoot} from '../src/package-root.js';
import {Bench} from './bench.js';
import {type BenchOptions, readCommandLine, WrongUsage} from './command-line.js';
import {changesSince, differentConditions} from './comparison.js';
import {type LoadedDatabase, startLoadedDatabase} from './database.js';
import {describeMachine, loadNow} from './machine.js';
import {nginxVersion} from './nginx-program.js';
import {conditionsOf} from './page.js';
import {type BenchRun, FORMAT, readResult, writeResult} from './result.js';
import {measureScale, SCALE, scaleSizes} from './scale/measure-scale.js';
import {scaleTable} from './scale/scale-table.js';
import {scenarioNames} from './scenarios.js';
import {builtPrograms} from './server.js';
import {type BenchSize, benchSize} from './size.js';
import {changesTable, tableOf} from './table.js';
import {measureTargets, TARGETS} from './targets/targets.js';

/** `npm run bench`: measures, shows a table, writes the results; README.md explains the arguments. */
async function main(args: readonly string[]): Promise<void> {
  const options = readCommandLine(args, [...scenarioNames, TARGETS, SCALE]);
  // before minutes of measuring, not after
  const earlier = options.compare === null ? null : readResult(options.compare);
  const loadBefore = loadNow();
  const networkFile = options.network ?? defaultNetwork();
  const run =
    options.name === SCALE
      ? await measureCities(options, loadBefore)
      : await measureNetwork(options, networkFile, loadBefore);
  const changes = earlier && changesSince(earlier, run);
  const files = writeResult(run, changes);
  for (const line of conditionsOf(run)) console.log(line);
  if (run.measurements.length > 0) console.log(tableOf(run.measurements));
  if (run.scale.length > 0) console.log(scaleTable(run.scale));
  for (const {name, passed, figures} of run.checks) console.log(`${passed ? 'passed' : 'FAILED'}  ${name}: ${figures}`);
  if (earlier && changes) {
    console.log(`Against ${options.compare} of ${earlier.startedAt}:`);
    for (const difference of differentConditions(earlier, run)) console.log(difference);
    console.log(changesTable(changes));
  }
  say(`Written to ${files.json} and ${files.page}`);
  if (!isWell(run)) process.exitCode = 1;
}

async function measureNetwork(options: BenchOptions, networkFile: string, loadBefore: number): Promise<BenchRun> {
  say('Starting a database and loading it…');
  const database = await startLoadedDatabase(builtPrograms, networkFile, (reason) =>
    say(`No database, so neither the pgrouting engine nor its yardstick is measured. ${reason}`),
  );
  try {
    return await measure(options, networkFile, database, loadBefore);
  } finally {
    await database?.stop();
  }
}

/** Cities that are drawn for it, each with a database of its own. */
async function measureCities(options: BenchOptions, loadBefore: number): Promise<BenchRun> {
  const startedAt = new Date().toISOString();
  const {rows, checks, versions} = await measureScale(builtPrograms, scaleSizes(options.full), say);
  const machine = describeMachine(loadBefore, versions);
  return {
    format: FORMAT,
    startedAt,
    settings: settingsOf(options, benchSize(options.full, null)),
    machine,
    network: null,
    database: null,
    measurements: [],
    checks,
    scale: rows,
  };
}

async function measure(
  options: BenchOptions,
  networkFile: string,
  database: LoadedDatabase | null,
  loadBefore: number,
): Promise<BenchRun> {
  const startedAt = new Date().toISOString();
  const machine = describeMachine(loadBefore, database && database.versions);
  if (machine.loadBefore > machine.cores / 4) {
    say(
      `This machine is at work already (load ${machine.loadBefore.toFixed(1)} on ${machine.cores} cores): expect worse figures.`,
    );
  }
  const nginx = nginxVersion() !== null;
  if (!nginx) say('No nginx, or no envsubst to fill its configuration with: nothing is measured through it.');
  say(`Opening ${basename(networkFile)}…`);
  const network = await openNetwork(networkFile, () => undefined, new AbortController().signal);
  const size = benchSize(options.full || options.name === TARGETS, options.name);
  const ground = {programs: builtPrograms, network, networkFile, database, nginx};
  const bench = new Bench(size, ground, say);
  if (options.name === TARGETS) bench.checks.push(...(await measureTargets(ground, size, say)));
  else await bench.run();
  return {
    format: FORMAT,
    startedAt,
    settings: settingsOf(options, size),
    machine,
    network: {source: basename(networkFile), nodes: network.nodes.count, edges: network.edges.count},
    database: database && {origin: database.origin.replace(/, files in .*/, ''), loadSeconds: database.loadSeconds},
    measurements: bench.measurements,
    checks: bench.checks,
    scale: [],
  };
}

function settingsOf({name}: BenchOptions, size: BenchSize): BenchRun['settings'] {
  const {rounds, secondsEach, warmUpSeconds} = size;
  return {size: size.name, name, rounds, secondsEach, warmUpSeconds};
}

function defaultNetwork(): string {
  const porto = resolve(packageRoot, '../shared/data/porto.osm.pbf');
  return existsSync(porto) ? porto : samplePath;
}

/** Whether every scenario was answered without a failure, and every check passed; says what was not. */
function isWell({measurements, checks}: BenchRun): boolean {
  const bad = measurements.filter((row) => row.failed > 0 || row.answered === 0);
  for (const {scenario, subject, failed, seconds, firstFailure} of bad) {
    const what = failed > 0 ? `${failed} failed, the first with ${firstFailure}` : `no answer within ${seconds} s`;
    say(`${subject} ${scenario}: ${what}`);
  }
  return bad.length === 0 && checks.every(({passed}) => passed);
}

function say(line: string): void {
  console.error(line);
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
