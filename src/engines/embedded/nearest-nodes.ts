import type {RoadNetwork, SearchGraph} from '../../graph/network.js';
import type {NearestNodesAsk, NodeRecord} from '../../routing/engine.js';
import {metresPerDegree} from '../../routing/plane.js';
import {boxAround} from './box-around.js';
import type {NodeRoads} from './node-roads.js';

/** More than the rounding to centimetres moves a distance, so that ties by rounding are seen. */
const TIE_METRES = 0.01;

/**
 * The nodes nearest to a position at which roads of the graph's profile meet, nearest first, the lower id of equals
 * first; distances as for snaps, in whole centimetres on the plane of the position's latitude.
 */
export function nearestNodes(
  {nodes, index}: RoadNetwork,
  nodeRoads: NodeRoads,
  graph: SearchGraph,
  {position, count, maxDistanceMetres}: NearestNodesAsk,
): NodeRecord[] {
  const plane = metresPerDegree(position[1]);
  const metresTo = (node: number) =>
    Math.hypot((nodes.lon[node] - position[0]) * plane.lon, (nodes.lat[node] - position[1]) * plane.lat);
  const accepts = (node: number) => nodeRoads.serves(node, graph);

  // the farthest of the nearest in degrees bounds the box that holds the nearest in metres
  const first = index.nodes.neighbors(position[0], position[1], count, Infinity, accepts);
  const farthest = Math.max(0, ...first.map(metresTo));
  const furthestMetres = maxDistanceMetres ?? Infinity;
  const box = boxAround(position, Math.min(farthest, furthestMetres) + TIE_METRES, plane);
  return index.nodes
    .search(...box, accepts)
    .map((id) => ({id, distanceMetres: Math.round(100 * metresTo(id)) / 100}))
    .filter(({distanceMetres}) => distanceMetres <= furthestMetres)
    .sort((a, b) => a.distanceMetres - b.distanceMetres || a.id - b.id)
    .slice(0, count)
    .map(({id, distanceMetres}) => ({
      id,
      location: [nodes.lon[id], nodes.lat[id]],
      distanceMetres,
      sourceId: Number.isNaN(nodes.sourceId[id]) ? null : String(nodes.sourceId[id]),
      names: nodeRoads.namesAt(id),
    }));
}
