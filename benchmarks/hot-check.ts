import type {Check} from './check.js';
import {load} from './load.js';
import {processUsages} from './part-usage.js';
import type {Asking} from './question.js';
import type {Server} from './server.js';
import type {BenchSize} from './size.js';
import {median} from './statistics.js';
import {shown} from './shown.js';

/** The least that a hot answer should reach of a file's throughput. */
const LEAST_RATIO = 0.9;
const CONNECTIONS = 50;

/**
 * Asks for a hot answer and for a file in turns, so that drift of the machine meets both alike. The median of the
 * pairs' ratios is judged. Where the load generator is the slowest part, throughput cannot tell the two apart: the
 * CPU that Nginx spends on each says more, and is told beside it.
 */
export async function checkHot(
  server: Server,
  hot: Asking,
  fileServer: Server,
  file: Asking,
  size: BenchSize,
): Promise<Check> {
  const hotTurns: Turn[] = [];
  const fileTurns: Turn[] = [];
  const takeTurn = async (of: 'hot' | 'file') => {
    if (of === 'hot') hotTurns.push(await turn(server, hot, size.secondsEach));
    else fileTurns.push(await turn(fileServer, file, size.secondsEach));
  };
  for (let pair = 0; pair < size.pairs; pair++) {
    // who goes first changes, for the second finds the machine as the first left it
    for (const of of pair % 2 === 0 ? (['hot', 'file'] as const) : (['file', 'hot'] as const)) await takeTurn(of);
  }
  const ratios = hotTurns.map(({rate}, pair) => rate / fileTurns[pair].rate);
  const ratio = median(ratios);
  const failed = [...hotTurns, ...fileTurns].reduce((sum, one) => sum + one.failed, 0);
  const middle = (turns: readonly Turn[], figure: keyof Turn) => median(turns.map((one) => one[figure]));
  const cpu = [hotTurns, fileTurns].map((turns) => middle(turns, 'nginxMicroseconds'));
  return {
    name: `a hot persisted GET through Nginx reaches ${LEAST_RATIO * 100} % of a static file's throughput`,
    passed: ratio >= LEAST_RATIO && failed === 0,
    figures:
      `${shown(100 * ratio)} %, the median of ${size.pairs} pairs (${shown(100 * Math.min(...ratios))} to ` +
      `${shown(100 * Math.max(...ratios))} %): ${shown(middle(hotTurns, 'rate'))} and ` +
      `${shown(middle(fileTurns, 'rate'))} requests/s by ${CONNECTIONS} clients, ${failed} failed; ` +
      `Nginx's CPU for each ${shown(cpu[0])} and ${shown(cpu[1])} µs; ` +
      `the load generator kept ${shown(middle(hotTurns, 'generatorCores'))} and ` +
      `${shown(middle(fileTurns, 'generatorCores'))} cores busy`,
  };
}

interface Turn {
  readonly rate: number;
  readonly failed: number;
  readonly nginxMicroseconds: number;
  readonly generatorCores: number;
}

async function turn(server: Server, asking: Asking, seconds: number): Promise<Turn> {
  const before = processUsages(server);
  const {times, failed, seconds: ran} = await load(server.origin, asking, CONNECTIONS, seconds);
  const after = processUsages(server);
  const spent = (part: 'nginx' | 'generator') => (after[part]?.cpuSeconds ?? NaN) - (before[part]?.cpuSeconds ?? NaN);
  return {
    rate: times.length / ran,
    failed,
    nginxMicroseconds: (spent('nginx') * 1e6) / times.length,
    generatorCores: spent('generator') / ran,
  };
}
