import {type Measurement, Measuring} from './measure.js';
import type {PlaceToAsk} from './places.js';
import {type Scenario, seedOf} from './scenarios.js';
import type {Server} from './server.js';
import type {BenchSize} from './size.js';
import type {StatementCount} from './statement-count.js';
import type {Subject} from './subject.js';

/** A scenario to ask a server. */
export interface Job {
  readonly subject: Subject;
  readonly server: Server;
  readonly scenario: Scenario;
}

export interface RoundsOptions {
  readonly size: BenchSize;
  /** The same places for the same seed: every subject is asked the same. */
  readonly places: (seed: number) => () => PlaceToAsk;
  /** Null for servers without a database. */
  readonly statements: StatementCount | null;
  /** Told what is being measured. */
  readonly say: (line: string) => void;
}

/** Warms each job up, then goes round all of them again and again. */
export async function measureInRounds(jobs: readonly Job[], options: RoundsOptions): Promise<Measurement[]> {
  const {size, places, statements, say} = options;
  const measurings: Measuring[] = [];
  for (const {subject, server, scenario} of jobs) {
    say(`${subject}: ${scenario.name}`);
    const asking = await scenario.question.prepare(server, places(seedOf(scenario)));
    const measuring = new Measuring(scenario, subject, server, asking, statements);
    await measuring.warmUp(size.warmUpSeconds);
    measurings.push(measuring);
  }
  for (let round = 1; round <= size.rounds; round++) {
    say(`round ${round} of ${size.rounds}`);
    for (const measuring of measurings) await measuring.round(size.secondsEach);
  }
  return measurings.map((measuring) => measuring.result());
}
