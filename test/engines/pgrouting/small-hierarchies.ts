import type {Client} from 'pg';
import {from as copyFrom} from 'pg-copy-streams';
import {pipeline} from 'node:stream/promises';
import {Readable} from 'node:stream';
import type {LabelMode} from '../../../loader/sinks/database/label-mode.js';
import {hierarchyTables, labelTables} from '../../../loader/sinks/database/search-tables.js';
import {lineLengthMetres} from '../../../src/graph/geodesic.js';
import {buildHierarchy} from '../../../src/graph/hierarchy/build-hierarchy.js';
import {cutIntoCells} from '../../../src/graph/hierarchy/cells.js';
import type {SearchGraph} from '../../../src/graph/network.js';
import {type SmallNetwork, verticesOf} from './small-network.js';

/**
 * Gives a network that stands in the database, by its version, what the loader gives it: hierarchies, labels, cells.
 * @param cellNodes nodes of a cell at most: few, so that a small network has several
 */
export async function insertHierarchies(
  client: Client,
  version: string,
  network: SmallNetwork,
  labels: LabelMode,
  cellNodes = 3,
): Promise<void> {
  const {rows} = await client.query<{id: number}>('SELECT id FROM network WHERE version = $1', [version]);
  const [{id}] = rows;
  const nodes = {
    count: network.nodes.length,
    lon: Float64Array.from(network.nodes, ([lon]) => lon),
    lat: Float64Array.from(network.nodes, ([, lat]) => lat),
  };
  const cells = cutIntoCells(nodes, cellNodes);
  const graph = searchGraph(network);
  const hierarchies = (['FASTEST', 'SHORTEST'] as const).map((objective) =>
    buildHierarchy(graph, {profile: 'CAR', objective}),
  );
  const searched = {nodes, graphs: [graph], hierarchies};
  const tables = [...hierarchyTables(searched, cells, labels, id), ...labelTables(searched, labels, id)];
  for (const {name, columns, rows} of tables) {
    await client.query(`CREATE TABLE ${name}_${id} PARTITION OF ${name} FOR VALUES IN (${id})`);
    await pipeline(
      Readable.from(rows()),
      client.query(copyFrom(`COPY ${name} (${columns}) FROM STDIN (FORMAT binary)`)),
    );
  }
  await client.query(
    `UPDATE node SET cell = given.cell
     FROM unnest($2::int[]) WITH ORDINALITY AS given (cell, number)
     WHERE node.network = $1 AND node.id = given.number - 1`,
    [id, [...cells.cellOf]],
  );
  await client.query(
    `UPDATE arc SET cell = given.cell
     FROM unnest($2::int[]) WITH ORDINALITY AS given (cell, number)
     WHERE arc.network = $1 AND arc.id = given.number - 1`,
    [id, Array.from(graph.tail, (place) => cells.cellOf[graph.roadNode[place]])],
  );
  await client.query(`UPDATE network SET weightings = '{CAR FASTEST,CAR SHORTEST}', labels = $2 WHERE id = $1`, [
    id,
    labels,
  ]);
  await client.query(`ANALYZE arc_${id}, cell_${id}, shortcut_${id}, climb_${id}, label_${id}`);
}

/** The same network with no edge shorter than its line: what cells tell by their distances holds on such alone. */
export function withTrueLengths(network: SmallNetwork): SmallNetwork {
  const lengths = network.edges.map((edge) =>
    Math.ceil(100 * lineLengthMetres(Float64Array.from(verticesOf(network, edge).flat()))),
  );
  return {
    ...network,
    arcs: network.arcs.map((arc) =>
      arc.edge === null ? arc : {...arc, centimetres: arc.centimetres + lengths[arc.edge]},
    ),
  };
}

function searchGraph({nodes, edges, arcs}: SmallNetwork): SearchGraph {
  const nodeCount = Math.max(nodes.length, ...arcs.map(({tail, head}) => Math.max(tail, head) + 1));
  const roadNode = Int32Array.from({length: nodeCount}, (_, place) => (place < nodes.length ? place : -1));
  // a copy stands where the edge of the arc that leads to it ends; those of arcs without an edge do by then
  for (const {head, edge, forward} of arcs) {
    if (head >= nodes.length && edge !== null) roadNode[head] = forward ? edges[edge].target : edges[edge].source;
  }
  return {
    profile: 'CAR',
    nodeCount,
    roadNode: roadNode.map((node) => Math.max(node, 0)),
    arcCount: arcs.length,
    tail: Int32Array.from(arcs, ({tail}) => tail),
    head: Int32Array.from(arcs, ({head}) => head),
    seconds: Float32Array.from(arcs, ({milliseconds}) => milliseconds / 1000),
    metres: Float32Array.from(arcs, ({centimetres}) => centimetres / 100),
    edge: Int32Array.from(arcs, ({edge}) => edge ?? -1),
    forward: Uint8Array.from(arcs, ({forward}) => Number(forward)),
    departs: Uint8Array.from(arcs, ({departs}) => Number(departs)),
    firstArc: new Uint32Array(),
    firstInArc: new Uint32Array(),
    inArc: new Int32Array(),
    firstEdgeArc: new Uint32Array(),
    edgeArc: new Int32Array(),
    component: Int32Array.from(edges, ({component}) => component),
    islandCount: 0,
  };
}
