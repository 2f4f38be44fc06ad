import {setTimeout as pause} from 'node:timers/promises';
import {load, type Load} from './load.js';
import {processUsages, type PartUsages} from './part-usage.js';
import type {Asking} from './question.js';
import type {Scenario} from './scenarios.js';
import type {Server} from './server.js';
import type {StatementCount} from './statement-count.js';
import {median, quantile, relativeSpread} from './statistics.js';
import {parts, type Part, type Subject} from './subject.js';

/** One row of the results. */
export interface Measurement {
  readonly scenario: string;
  readonly question: string;
  readonly subject: Subject;
  readonly connections: number;
  readonly unit: Scenario['question']['unit'];
  readonly unitsPerRequest: number;
  /** Requests a second of each round, failed ones left out. */
  readonly rates: readonly number[];
  /** The median round. */
  readonly requestsPerSecond: number;
  readonly unitsPerSecond: number;
  /** Standard deviation of the rounds' rates over their mean. */
  readonly spread: number;
  /** From the request to the last byte of its answer, milliseconds, over all rounds; null where none came. */
  readonly p50: number | null;
  readonly p99: number | null;
  readonly seconds: number;
  readonly answered: number;
  readonly failed: number;
  readonly firstFailure: string | null;
  /** SQL statements a unit; null where there is no database. Below 1: one statement served several. */
  readonly statementsPerUnit: number | null;
  /** Cores kept busy by each part; null for a part that is not there, or where the system does not tell. */
  readonly cpuCores: Readonly<Record<Part, number | null>>;
  /** Held at the end of the last round, MiB. */
  readonly memoryMiB: Readonly<Record<Part, number | null>>;
}

/** Asks one server one scenario in rounds that others may come between, so that drift of the machine meets all alike. */
export class Measuring {
  private readonly loads: Load[] = [];
  private readonly cpuSeconds: Record<Part, number> = {gateway: 0, database: 0, nginx: 0, generator: 0};
  private usages: PartUsages = {gateway: null, database: null, nginx: null, generator: null};
  private statementsSoFar = 0;

  /** @param statements null for a server without a database */
  constructor(
    private readonly scenario: Scenario,
    private readonly subject: Subject,
    private readonly server: Server,
    private readonly asking: Asking,
    private readonly statements: StatementCount | null,
  ) {}

  /** Compiled code, connections, plans, edges in memory. */
  async warmUp(seconds: number): Promise<void> {
    await this.ask(seconds);
  }

  async round(seconds: number): Promise<void> {
    const statementsBefore = (await this.statements?.soFar()) ?? 0;
    const before = processUsages(this.server);
    this.loads.push(await this.ask(seconds));
    this.usages = processUsages(this.server);
    for (const part of parts) {
      this.cpuSeconds[part] += (this.usages[part]?.cpuSeconds ?? 0) - (before[part]?.cpuSeconds ?? 0);
    }
    await pause(SETTLE_MS);
    this.statementsSoFar += ((await this.statements?.soFar()) ?? 0) - statementsBefore;
  }

  result(): Measurement {
    const {question, connections, name} = this.scenario;
    const {unit, unitsPerRequest} = question;
    const times = this.loads.flatMap((one) => one.times).sort((a, b) => a - b);
    const failed = sum(this.loads.map((one) => one.failed));
    const seconds = sum(this.loads.map((one) => one.seconds));
    const rates = this.loads.map((one) => one.times.length / one.seconds);
    const perPart = (value: (part: Part) => number) =>
      Object.fromEntries(parts.map((part) => [part, this.usages[part] && value(part)])) as Measurement['cpuCores'];
    return {
      scenario: name,
      question: question.name,
      subject: this.subject,
      connections,
      unit,
      unitsPerRequest,
      rates,
      requestsPerSecond: median(rates),
      unitsPerSecond: median(rates) * unitsPerRequest,
      spread: relativeSpread(rates),
      p50: times.length > 0 ? quantile(times, 0.5) : null,
      p99: times.length > 0 ? quantile(times, 0.99) : null,
      seconds,
      answered: times.length,
      failed,
      firstFailure: this.loads.find(({firstFailure}) => firstFailure !== null)?.firstFailure ?? null,
      statementsPerUnit: this.statements && this.statementsSoFar / ((times.length + failed) * unitsPerRequest),
      cpuCores: perPart((part) => this.cpuSeconds[part] / seconds),
      memoryMiB: perPart((part) => (this.usages[part]?.memoryBytes ?? 0) / 2 ** 20),
    };
  }

  private ask(seconds: number): Promise<Load> {
    return load(this.server.origin, this.asking, this.scenario.connections, seconds);
  }
}

/** What clients asked last before they hung up is still being answered. */
const SETTLE_MS = 150;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
