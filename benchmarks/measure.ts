import {setTimeout as pause} from 'node:timers/promises';
import {runLoad, type LoadFigures} from './load.js';
import type {PlaceToAsk} from './places.js';
import type {Scenario} from './scenarios.js';
import type {Server} from './servers.js';
import type {StatementCount} from './statement-count.js';

/** One row of the results. */
export interface Measurement extends LoadFigures {
  readonly scenario: string;
  /** Who answered. */
  readonly subject: 'embedded' | 'pgrouting' | 'whole-table';
  readonly connections: number;
  readonly unit: Scenario['unit'];
  /** SQL statements a unit; null where there is no database. Below 1: one statement served several. */
  readonly statementsPerUnit: number | null;
  /** CPU of the answering process, cores; without that of the database. Null where the system does not tell. */
  readonly cpuCores: number | null;
  /** Its memory at the end, MiB. */
  readonly rssMiB: number | null;
}

export interface MeasureOptions {
  readonly subject: Measurement['subject'];
  readonly server: Server;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly nextPlace: () => PlaceToAsk;
  /** Null for a server without a database. */
  readonly statements: StatementCount | null;
}

/** Runs a scenario: warm first (compiled code, connections, plans, edges in memory), then counted. */
export async function measure(scenario: Scenario, options: MeasureOptions): Promise<Measurement> {
  const {subject, server, seconds, warmUpSeconds, nextPlace, statements} = options;
  await runLoad(server.url, scenario, warmUpSeconds, nextPlace);
  await pause(SETTLE_MS);

  const statementsBefore = await statements?.soFar();
  const before = server.process.usage();
  const started = performance.now();
  const figures = await runLoad(server.url, scenario, seconds, nextPlace);
  const elapsed = (performance.now() - started) / 1000;
  const after = server.process.usage();
  await pause(SETTLE_MS);
  const statementsAfter = await statements?.soFar();

  const units = (figures.answered + figures.failed) * scenario.unitsPerRequest;
  return {
    scenario: scenario.name,
    subject,
    connections: scenario.connections,
    unit: scenario.unit,
    ...figures,
    statementsPerUnit:
      statementsBefore === undefined || statementsAfter === undefined
        ? null
        : (statementsAfter - statementsBefore) / units,
    cpuCores: before && after ? (after.cpuSeconds - before.cpuSeconds) / elapsed : null,
    rssMiB: after ? after.rssBytes / 2 ** 20 : null,
  };
}

/** What clients asked last before they hung up is still being answered. */
const SETTLE_MS = 300;
