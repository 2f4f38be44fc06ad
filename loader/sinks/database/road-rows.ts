import type {Cells} from '../../../src/graph/hierarchy/cells.js';
import type {RoadNetwork} from '../../../src/graph/network.js';
import {roadClasses} from '../../../src/profiles/road-class.js';
import {CopyRows} from './copy-rows.js';
import type {NetworkTable} from './network-table.js';

/** The tables of a network's nodes and edges; every row says its network's id. */
export function roadTables(network: RoadNetwork, cells: Cells, id: number): NetworkTable[] {
  return [
    {
      name: 'node',
      columns: 'network, id, source_id, profiles, cell, geom',
      count: network.nodes.count,
      rows: () => nodeRows(network, cells, id),
    },
    {
      name: 'edge',
      columns:
        'network, id, source, target, length_metres, name, ref, class, speed_kmh, source_id, features, component, geom',
      count: network.edges.count,
      rows: () => edgeRows(network, id),
    },
  ];
}

function* nodeRows(network: RoadNetwork, {cellOf}: Cells, id: number): Generator<Buffer> {
  const {count, lon, lat, sourceId} = network.nodes;
  const profiles = profilesOfNodes(network);
  const out = new CopyRows();
  for (let node = 0; node < count; node++) {
    out.row(6);
    out.int32(id);
    out.int32(node);
    if (Number.isNaN(sourceId[node])) out.null();
    else out.int64(sourceId[node]);
    out.int32(profiles[node]);
    out.int32(cellOf[node]);
    out.point(lon[node], lat[node]);
    if (out.isFull) yield out.take();
  }
  out.end();
  yield out.take();
}

/** By node, a bit for each profile that may use an edge which ends there. */
function profilesOfNodes({nodes, edges, graphs}: RoadNetwork): Uint8Array {
  const mask = new Uint8Array(nodes.count);
  graphs.forEach(({component}, profile) => {
    for (let edge = 0; edge < edges.count; edge++) {
      if (component[edge] < 0) continue;
      mask[edges.source[edge]] |= 1 << profile;
      mask[edges.target[edge]] |= 1 << profile;
    }
  });
  return mask;
}

function* edgeRows({edges, graphs}: RoadNetwork, id: number): Generator<Buffer> {
  const {strings} = edges;
  const component = new Int32Array(graphs.length);
  const out = new CopyRows();
  for (let edge = 0; edge < edges.count; edge++) {
    for (let profile = 0; profile < graphs.length; profile++) component[profile] = graphs[profile].component[edge];
    out.row(13);
    out.int32(id);
    out.int32(edge);
    out.int32(edges.source[edge]);
    out.int32(edges.target[edge]);
    out.float64(edges.lengthMetres[edge]);
    out.text(strings.get(edges.name[edge]));
    out.text(strings.get(edges.ref[edge]));
    out.text(roadClasses[edges.roadClass[edge]]);
    out.float32(edges.speedKmh[edge]);
    out.text(strings.get(edges.sourceId[edge]));
    out.int32(edges.features[edge]);
    out.int32Array(component);
    out.line(edges.coordinates, edges.firstVertex[edge], edges.firstVertex[edge + 1]);
    if (out.isFull) yield out.take();
  }
  out.end();
  yield out.take();
}
