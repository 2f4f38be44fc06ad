import Table from 'cli-table3';
import type {NetworkMeta, RoadNetwork} from '../src/graph/network.js';
import {networkStatistics, type NetworkStatistics} from '../src/graph/network-statistics.js';
import type {PhaseTime} from './phase-clock.js';

/** What a load or a build says when it is done; as it stands in `--json` and in the database's `network.report`. */
export interface LoadReport {
  readonly meta: NetworkMeta;
  readonly statistics: NetworkStatistics;
  /** Turn restrictions that were read; null where that is not known any more (a graph file keeps their meaning alone). */
  readonly restrictions: number | null;
  readonly phases: readonly PhaseTime[];
  /** Of the whole process, mebibytes. */
  readonly peakMemoryMiB: number;
}

/** @param phases none where nothing was timed */
export function loadReport(network: RoadNetwork, phases: readonly PhaseTime[]): LoadReport {
  return {
    meta: network.meta,
    statistics: networkStatistics(network),
    restrictions: network.restrictions.length,
    phases,
    peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** The report as tables for people. */
export function reportText(report: LoadReport): string {
  const tables = [networkTable(report), profileTable(report.statistics)];
  if (report.meta.dropped.length > 0) tables.push(droppedTable(report.meta));
  if (report.phases.length > 0)
    tables.push(phaseTable(report.phases), `Peak memory ${count(report.peakMemoryMiB)} MiB.`);
  return tables.join('\n');
}

function networkTable({meta, statistics, restrictions}: LoadReport): string {
  return table(
    ['network', meta.name],
    [
      ['source', `${meta.source} (${meta.format})`],
      ['sha256', meta.sha256.slice(0, 16)],
      ['bbox', meta.bbox.map((degrees) => degrees.toFixed(5)).join(', ')],
      ['nodes', count(statistics.nodes)],
      ['edges', count(statistics.edges)],
      ['road', `${count(Math.round(statistics.kilometres))} km`],
      ...(restrictions === null ? [] : [['turn restrictions', count(restrictions)]]),
      ['attribution', meta.attribution],
    ],
  );
}

function profileTable({profiles}: NetworkStatistics): string {
  return table(
    ['profile', 'edges', 'arcs', 'places', 'copies', 'islands', 'edges on them'],
    profiles.map(({profile, ...figures}) => [
      profile,
      figures.edges,
      figures.arcs,
      figures.places,
      figures.copies,
      figures.islands,
      figures.edgesOnIslands,
    ]),
  );
}

function droppedTable({dropped}: NetworkMeta): string {
  return table(
    ['left out', 'count', 'such as'],
    dropped.map((drop) => [drop.reason, drop.count, drop.sourceIds.slice(0, 2).join(', ')]),
    {firstColumnAtMost: 40},
  );
}

function phaseTable(phases: readonly PhaseTime[]): string {
  const all = phases.reduce((sum, {seconds}) => sum + seconds, 0);
  return table(
    ['phase', 'seconds'],
    [...phases, {phase: 'all', seconds: all}].map(({phase, seconds}) => [phase, {seconds}]),
  );
}

/** A figure of a table: a count, or seconds to the hundredth; both stand at the right. */
type Cell = string | number | {readonly seconds: number};

interface TableOptions {
  /** Characters beyond which the first column's text goes on in the next line. */
  readonly firstColumnAtMost?: number;
}

/** A plain table: no colours and no lines between rows, so that it reads the same in a file. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[], options: TableOptions = {}): string {
  const isFigures = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] !== 'string'));
  const {firstColumnAtMost = Infinity} = options;
  const isLong = rows.some(([first]) => typeof first === 'string' && first.length > firstColumnAtMost);
  const plain = new Table({
    head: [...head],
    wordWrap: true,
    ...(isLong && {colWidths: [firstColumnAtMost + 2]}),
    colAligns: isFigures.map((figures) => (figures ? 'right' : 'left')),
    style: {head: [], border: []},
    chars: {mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': ''},
  });
  plain.push(...rows.map((row) => row.map(cellText)));
  const [top, heading, ...body] = plain.toString().split('\n');
  return [top, heading, top.replace('┌', '├').replaceAll('┬', '┼').replace('┐', '┤'), ...body].join('\n');
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' ? count(cell) : cell.seconds.toFixed(2);
}

export function count(value: number): string {
  return value.toLocaleString('en');
}
