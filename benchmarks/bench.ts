import type {RoadNetwork} from '../src/graph/network.js';
import type {BenchOptions} from './command-line.js';
import type {LoadedDatabase} from './database.js';
import {measure, type Measurement} from './measure.js';
import {randomPlaces} from './places.js';
import {emptyQuery, scenarios, wholeTableRoute, type Scenario} from './scenarios.js';
import {startGateway, startWholeTable, type Server} from './servers.js';
import {StatementCount} from './statement-count.js';

/** Runs the chosen scenarios on each subject. */
export class Bench {
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
    const exact = scenarios.filter((scenario) => scenario.name === name);
    this.chosen =
      exact.length > 0 ? exact : scenarios.filter((scenario) => name === null || scenario.name.startsWith(name));
  }

  /** Yardsticks first, then each engine, one server at a time. */
  async run(): Promise<void> {
    const yardsticks = [1, 10].filter((clients) =>
      this.chosen.some(({connections}) => (connections === 1) === (clients === 1)),
    );
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
