import {existsSync} from 'node:fs';
import {basename, resolve} from 'node:path';
import {openNetwork, samplePath} from '../loader/open-network.js';
import type {RoadNetwork} from '../src/graph/network.js';
import {packageRoot} from '../src/package-root.js';
import {readCommandLine, WrongUsage, type BenchOptions} from './command-line.js';
import {startLoadedDatabase, type LoadedDatabase} from './database.js';
import {describeMachine} from './machine.js';
import {measure, type Measurement} from './measure.js';
import {randomPlaces} from './places.js';
import {tableOf, writeResults, type BenchRun} from './report.js';
import {emptyQuery, scenarios, wholeTableRoute, type Scenario} from './scenarios.js';
import {startGateway, startWholeTable, type Server} from './servers.js';
import {StatementCount} from './statement-count.js';

/** `npm run bench [-- NAME] [-- --full]`: measures, shows a table, writes the results. */
async function main(args: readonly string[]): Promise<void> {
  const options = readCommandLine(args, scenarios.map(({name}) => name));
  const porto = resolve(packageRoot, '../shared/data/porto.osm.pbf');
  const networkFile = existsSync(porto) ? porto : samplePath;
  const startedAt = new Date().toISOString();
  const say = (line: string) => console.error(line);

  say(`Opening ${basename(networkFile)}…`);
  const network = await openNetwork(networkFile, () => undefined, new AbortController().signal);
  say('Starting a database and loading it…');
  const database = await startLoadedDatabase(networkFile, (reason) => say(`No database, so neither the pgrouting engine nor its yardstick is measured. ${reason}`));
  try {
    const bench = new Bench(options, network, networkFile, database, say);
    await bench.run();
    const run: BenchRun = {
      startedAt,
      full: options.full,
      secondsEach: bench.seconds,
      machine: describeMachine(),
      network: {source: basename(networkFile), nodes: network.nodes.count, edges: network.edges.count},
      database: database && {origin: database.origin.replace(/, files in .*/, ''), loadSeconds: database.loadSeconds},
      measurements: bench.measurements,
    };
    console.log(tableOf(run));
    say(`Written to ${writeResults(run)}`);
    const failed = bench.measurements.filter((row) => row.failed > 0);
    for (const {scenario, subject, failed: count, firstFailure} of failed) {
      say(`${subject} ${scenario}: ${count} failed, the first with ${firstFailure}`);
    }
    if (failed.length > 0) process.exitCode = 1;
  } finally {
    await database?.stop();
  }
}

class Bench {
  readonly seconds: number;
  readonly measurements: Measurement[] = [];
  private readonly chosen: readonly Scenario[];

  constructor(
    {name, full}: BenchOptions,
    private readonly network: RoadNetwork,
    private readonly networkFile: string,
    private readonly database: LoadedDatabase | null,
    private readonly say: (line: string) => void,
  ) {
    this.seconds = full ? 20 : 4;
    this.chosen = scenarios.filter((scenario) => name === null || scenario.name.startsWith(name));
  }

  /** Yardsticks first, then each engine, one server at a time. */
  async run(): Promise<void> {
    const yardsticks = [1, 10].filter((clients) => this.chosen.some(({connections}) => (connections === 1) === (clients === 1)));
    if (this.database && this.chosen.some(({unit}) => unit === 'route')) {
      await this.measureOn('whole-table', await startWholeTable(this.database), yardsticks.map(wholeTableRoute));
    }
    const embedded = await startGateway('embedded', this.networkFile, null);
    await this.measureOn('embedded', embedded, [...yardsticks.map(emptyQuery), ...this.chosen]);
    if (!this.database) return;
    const statements = await StatementCount.open(this.database.urls.direct);
    try {
      const pgrouting = await startGateway('pgrouting', this.networkFile, this.database);
      await this.measureOn('pgrouting', pgrouting, this.chosen, statements);
    } finally {
      await statements.close();
    }
  }

  private async measureOn(
    subject: Measurement['subject'],
    server: Server,
    todo: readonly Scenario[],
    statements: StatementCount | null = null,
  ): Promise<void> {
    try {
      for (const scenario of todo) {
        this.say(`${subject}: ${scenario.name}`);
        // the same places for every subject, other ones for every scenario
        const nextPlace = randomPlaces(this.network, scenarios.indexOf(scenario) + 2);
        const {seconds} = this;
        this.measurements.push(
          await measure(scenario, {subject, server, seconds, warmUpSeconds: seconds / 4, nextPlace, statements}),
        );
      }
    } finally {
      await server.process.stop();
    }
  }
}

// as an exit, so that the servers are stopped with us
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => process.exit(code));

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error instanceof WrongUsage ? error.message : error);
  process.exitCode = error instanceof WrongUsage ? 2 : 1;
});
