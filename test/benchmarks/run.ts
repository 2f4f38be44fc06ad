import type {Measurement} from '../../benchmarks/measure.js';
import {type BenchRun, FORMAT} from '../../benchmarks/result.js';
import {median, relativeSpread} from '../../benchmarks/statistics.js';

/** A row whose rounds came to these rates; what is not said is like that of a gateway that answered well. */
export function measurement(rates: readonly number[], rest: Partial<Measurement> = {}): Measurement {
  const {unitsPerRequest = 1, connections = 10, question = 'route'} = rest;
  return {
    scenario: `${question}-${connections}`,
    question,
    subject: 'embedded',
    connections,
    unit: 'route',
    unitsPerRequest,
    rates,
    requestsPerSecond: median(rates),
    unitsPerSecond: median(rates) * unitsPerRequest,
    spread: relativeSpread(rates),
    p50: 1,
    p99: 2,
    seconds: rates.length,
    answered: rates.reduce((sum, rate) => sum + rate, 0),
    failed: 0,
    firstFailure: null,
    statementsPerUnit: null,
    cpuCores: {gateway: 1, database: null, nginx: null, generator: 0.1},
    memoryMiB: {gateway: 100, database: null, nginx: null, generator: 200},
    ...rest,
  };
}

export function benchRun(measurements: readonly Measurement[], rest: Partial<BenchRun> = {}): BenchRun {
  return {
    format: FORMAT,
    startedAt: '2024-05-06T07:08:09.000Z',
    settings: {size: 'quick', name: null, rounds: 3, secondsEach: 1, warmUpSeconds: 0.5},
    machine: {
      cpu: 'A processor',
      cores: 2,
      memoryGiB: 4,
      system: 'linux',
      versions: {node: '20.19.0', nginx: null},
      loadBefore: 0,
      commit: 'abc',
      changed: false,
    },
    network: {source: 'town.osm.pbf', nodes: 3, edges: 2},
    database: null,
    measurements,
    checks: [],
    scale: [],
    ...rest,
  };
}
