import type {Cells} from '../../../src/graph/hierarchy/cells.js';
import type {Nodes, RoadNetwork} from '../../../src/graph/network.js';
import {cellColumns} from './cell-rows.js';
import {climbColumns, climbRows, shortcutColumns, shortcutRows} from './hierarchy-rows.js';
import type {LabelMode} from './label-mode.js';
import {labelColumns} from './label-rows.js';
import type {NetworkTable} from './network-table.js';
import {type RowTask, rowsOfTasks} from './row-threads.js';

/** What of a network searches need. */
export type SearchedNetwork = Pick<RoadNetwork, 'graphs' | 'hierarchies'> & {
  readonly nodes: Pick<Nodes, 'count' | 'lon' | 'lat'>;
};

/** The tables of a network's hierarchies, and of the cells whose bounds they tell; every row says its network's id. */
export function hierarchyTables(network: SearchedNetwork, cells: Cells, mode: LabelMode, id: number): NetworkTable[] {
  const {hierarchies, graphs, nodes} = network;
  const timed = cells.count === 1 ? [] : hierarchies.filter(({objective}) => objective === 'FASTEST');
  const cellTasks = timed.map((hierarchy): RowTask => {
    const profile = graphs.findIndex((graph) => graph.profile === hierarchy.profile);
    const {arcCount, tail, head, roadNode} = graphs[profile];
    const {lon, lat} = nodes;
    const graph = {arcCount, tail, head, roadNode};
    return {cells: {cells, nodes: {lon, lat}, graph, hierarchy, network: id, profile}};
  });
  const climbs = mode === 'packed' ? [] : hierarchies;
  return [
    {
      name: 'shortcut',
      columns: shortcutColumns,
      count: hierarchies.reduce((sum, {firstRun}) => sum + firstRun.length - 1, 0),
      rows: () => shortcutRows(network, id),
    },
    {
      name: 'climb',
      columns: climbColumns,
      count: climbs.reduce((sum, {upArc, downArc}) => sum + upArc.length + downArc.length, 0),
      rows: () => climbRows(climbs, id),
    },
    {
      name: 'cell',
      columns: cellColumns,
      count: cells.count * cellTasks.length,
      rows: () => rowsOfTasks(cellTasks, nodes.count),
    },
  ];
}

/** The table of a network's labels. */
export function labelTables({hierarchies, nodes}: SearchedNetwork, mode: LabelMode, id: number): NetworkTable[] {
  const labelTasks = (mode === 'none' ? [] : [...hierarchies.entries()]).flatMap(([weighting, hierarchy]) =>
    (['onwards', 'against'] as const).map((direction): RowTask => {
      return {labels: {hierarchy, direction, isPacked: mode === 'packed', network: id, weighting}};
    }),
  );
  return [
    {
      name: 'label',
      columns: labelColumns,
      count: labelTasks.length === 0 ? 0 : hierarchies.reduce((sum, {rank}) => sum + 2 * rank.length, 0),
      rows: () => rowsOfTasks(labelTasks, nodes.count),
    },
  ];
}
