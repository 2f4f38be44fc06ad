import Flatbush from 'flatbush';
import type {Edges, Nodes} from './network.js';

/** Packed Hilbert R-trees over a network, in degrees; an item's number is its edge or node. */
export interface SpatialIndex {
  /** Over the edges' bounding boxes. */
  readonly edges: Flatbush;
  readonly nodes: Flatbush;
}

/** @param nodes one at least, and so for edges: an R-tree of nothing cannot be */
export function buildSpatialIndex(nodes: Nodes, edges: Edges): SpatialIndex {
  return {edges: edgeTree(edges), nodes: nodeTree(nodes)};
}

function nodeTree({count, lon, lat}: Nodes): Flatbush {
  const tree = new Flatbush(count);
  for (let node = 0; node < count; node++) tree.add(lon[node], lat[node]);
  tree.finish();
  return tree;
}

function edgeTree({count, firstVertex, coordinates}: Edges): Flatbush {
  const tree = new Flatbush(count);
  for (let edge = 0; edge < count; edge++) {
    let west = Infinity;
    let south = Infinity;
    let east = -Infinity;
    let north = -Infinity;
    for (let vertex = firstVertex[edge]; vertex < firstVertex[edge + 1]; vertex++) {
      const lon = coordinates[2 * vertex];
      const lat = coordinates[2 * vertex + 1];
      if (lon < west) west = lon;
      if (lon > east) east = lon;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
    tree.add(west, south, east, north);
  }
  tree.finish();
  return tree;
}
