import type {RoadNetwork, SearchGraph} from '../../graph/network.js';
import type {Position, Snap, SnapCandidates} from '../../routing/engine.js';
import {metresPerDegree} from '../../routing/plane.js';
import {boxAround} from './box-around.js';
import {nearestOnLine} from './nearest-on-line.js';

/** How far most clicks lie from a road at most, metres: one look at so small a box is quicker than to rank boxes. */
const USUAL_METRES = 20;

/** Edges whose boxes lie nearest in degrees: the best of a few is a closer bound than the first alone. */
const FIRST_LOOK = 4;

/** More than the rounding to centimetres moves a distance, so that ties by rounding are seen. */
const TIE_METRES = 0.01;

/** The nearest places to a point on the roads of the graph's profile, as the port's `SnapCandidates` say. */
export function snapPoint(
  network: RoadNetwork,
  graph: SearchGraph,
  position: Position,
  radiusMetres: number,
): SnapCandidates {
  const nearest = nearestPlace(network, graph, position, radiusMetres, Infinity);
  if (nearest === null || nearest.component === 0) return {main: nearest, nearest};
  return {main: nearestPlace(network, graph, position, radiusMetres, 0), nearest};
}

/**
 * The index knows distances to boxes in degrees alone. What lies within the usual distance meets the box of that
 * distance; further away, the edges whose boxes are nearest bound the distance in metres, and the true nearest meets the
 * box of that bound.
 * @param lastComponent on a road of this component or one before it
 */
function nearestPlace(
  network: RoadNetwork,
  graph: SearchGraph,
  position: Position,
  radiusMetres: number,
  lastComponent: number,
): Snap | null {
  const {edges, index} = network;
  const {component} = graph;
  const plane = metresPerDegree(position[1]);
  let edge = -1;
  let leastMetres = Infinity;
  let leastCentimetres = Infinity;
  const consider = (candidate: number) => {
    const {metres} = placeOn(edges, candidate, position, plane);
    const centimetres = Math.round(100 * metres);
    leastMetres = Math.min(leastMetres, metres);
    if (centimetres > leastCentimetres || (centimetres === leastCentimetres && candidate >= edge)) return;
    leastCentimetres = centimetres;
    edge = candidate;
  };
  const accepts = (candidate: number) => component[candidate] >= 0 && component[candidate] <= lastComponent;
  // what the index finds is looked at on the way, and none of it is kept
  const look = (candidate: number) => {
    if (accepts(candidate)) consider(candidate);
    return false;
  };
  const considerWithin = (metres: number) => {
    const [west, south, east, north] = boxAround(position, metres + TIE_METRES, plane);
    index.edges.search(west, south, east, north, look);
  };

  considerWithin(USUAL_METRES);
  if (leastMetres > USUAL_METRES) {
    index.edges.neighbors(position[0], position[1], FIRST_LOOK, Infinity, accepts).forEach(consider);
    if (edge < 0) return null;
    considerWithin(Math.min(leastMetres, radiusMetres));
  }

  const {fraction, lon, lat} = placeOn(edges, edge, position, plane);
  return {
    edge,
    fraction,
    location: [lon, lat],
    distanceMetres: leastCentimetres / 100,
    component: component[edge],
  };
}

function placeOn(
  {coordinates, firstVertex}: RoadNetwork['edges'],
  edge: number,
  position: Position,
  plane: {readonly lon: number; readonly lat: number},
) {
  return nearestOnLine(coordinates, firstVertex[edge], firstVertex[edge + 1], position, plane);
}
