import {groupByKey} from '../../../src/graph/grouping.js';
import type {Cells} from '../../../src/graph/hierarchy/cells.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import {CopyRows} from './copy-rows.js';
import type {NetworkTable} from './network-table.js';

/** The tables of how a network's roads are travelled; every row says its network's id. */
export function arcTables(network: RoadNetwork, cells: Cells, id: number): NetworkTable[] {
  return [
    {
      name: 'arc',
      columns: 'network, profile, id, tail, head, seconds, metres, edge, forward, departs, cell',
      count: network.graphs.reduce((sum, {arcCount}) => sum + arcCount, 0),
      rows: () => arcRows(network, cells, id),
    },
    {
      name: 'turn_restriction',
      columns: 'network, source_id, tags, from_ways, via_node, via_ways, to_ways',
      count: network.restrictions.length,
      rows: () => restrictionRows(network, id),
    },
  ];
}

/** The arcs of a cell stand side by side, since they are read together. */
function* arcRows({graphs}: RoadNetwork, {cellOf, count}: Cells, id: number): Generator<Buffer> {
  const out = new CopyRows();
  for (let profile = 0; profile < graphs.length; profile++) {
    const {roadNode, tail, head, seconds, metres, edge, forward, departs} = graphs[profile];
    const cell = tail.map((place) => cellOf[roadNode[place]]);
    for (const arc of groupByKey(cell, count).members) {
      out.row(11);
      out.int32(id);
      out.int16(profile);
      out.int32(arc);
      out.int32(tail[arc]);
      out.int32(head[arc]);
      out.float32(seconds[arc]);
      out.float32(metres[arc]);
      if (edge[arc] < 0) out.null();
      else out.int32(edge[arc]);
      out.boolean(forward[arc] === 1);
      out.boolean(departs[arc] === 1);
      out.int32(cell[arc]);
      if (out.isFull) yield out.take();
    }
  }
  out.end();
  yield out.take();
}

function* restrictionRows({restrictions}: RoadNetwork, id: number): Generator<Buffer> {
  const out = new CopyRows();
  for (const {sourceId, tags, from, to, via} of restrictions) {
    out.row(7);
    out.int32(id);
    out.text(sourceId);
    out.jsonb(tags);
    out.textArray(from);
    if ('node' in via) {
      out.int64(via.node);
      out.null();
    } else {
      out.null();
      out.textArray(via.ways);
    }
    out.textArray(to);
    if (out.isFull) yield out.take();
  }
  out.end();
  yield out.take();
}
