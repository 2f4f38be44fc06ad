import Table from 'cli-table3';
import type {NetworkMeta, RoadNetwork} from '../src/graph/network.js';
import {networkStatistics, type NetworkStatistics} from '../src/graph/network-statistics.js';
import type {PhaseTime} from './phase-clock.js';

/** What a load or a build says when it is done; as it stands in `--json` and in the database's `network.report`. */
export interface LoadReport {
  readonly meta: NetworkMeta;
  readonly statistics: NetworkStatistics;
  /** Turn restrictions that were read. */
  readonly restrictions: number;
  readonly phases: readonly PhaseTime[];
  /** Of the whole process, mebibytes. */
  readonly peakMemoryMiB: number;
}

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
  const {meta, statistics} = report;
  const tables = [
    table(
      ['network', meta.name],
      [
        ['source', `${meta.source} (${meta.format})`],
        ['sha256', meta.sha256.slice(0, 16)],
        ['bbox', meta.bbox.map((degrees) => degrees.toFixed(5)).join(', ')],
        ['nodes', count(statistics.nodes)],
        ['edges', count(statistics.edges)],
        ['road', `${count(Math.round(statistics.kilometres))} km`],
        ['turn restrictions read', count(report.restrictions)],
        ['attribution', meta.attribution],
      ],
    ),
    table(
      ['profile', 'edges', 'arcs', 'places', 'copies', 'islands', 'edges on them'],
      statistics.profiles.map((profile) => [
        profile.profile,
        count(profile.edges),
        count(profile.arcs),
        count(profile.places),
        count(profile.copies),
        count(profile.islands),
        count(profile.edgesOnIslands),
      ]),
    ),
  ];
  if (meta.dropped.length > 0) {
    tables.push(
      table(
        ['left out', 'count', 'such as'],
        meta.dropped.map((drop) => [drop.reason, count(drop.count), drop.sourceIds.slice(0, 4).join(', ')]),
      ),
    );
  }
  if (report.phases.length > 0) {
    const total = report.phases.reduce((sum, phase) => sum + phase.seconds, 0);
    tables.push(
      table(
        ['phase', 'seconds'],
        [...report.phases, {phase: 'all', seconds: total}].map((phase) => [phase.phase, phase.seconds.toFixed(2)]),
      ),
      `Peak memory ${count(report.peakMemoryMiB)} MiB.`,
    );
  }
  return tables.join('\n');
}

/** A plain table: no colours, so that it reads the same in a file. */
export function table(head: string[], rows: string[][]): string {
  const plain = new Table({head, style: {head: [], border: []}});
  plain.push(...rows);
  return plain.toString();
}

export function count(value: number): string {
  return value.toLocaleString('en');
}
