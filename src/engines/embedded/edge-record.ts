import type {RoadNetwork} from '../../graph/network.js';
import {roadClasses} from '../../profiles/road-class.js';
import type {EdgeRecord} from '../../routing/engine.js';

/**
 * An edge as the port shows it; its coordinates are a view of the network's own.
 * @throws RangeError the network has no such edge
 */
export function edgeRecord({edges}: RoadNetwork, id: number): EdgeRecord {
  if (!Number.isInteger(id) || id < 0 || id >= edges.count) throw new RangeError(`The network has no edge ${id}.`);
  const {firstVertex, strings} = edges;
  return {
    id,
    source: edges.source[id],
    target: edges.target[id],
    lengthMetres: edges.lengthMetres[id],
    coordinates: edges.coordinates.subarray(2 * firstVertex[id], 2 * firstVertex[id + 1]),
    name: strings.get(edges.name[id]),
    ref: strings.get(edges.ref[id]),
    roadClass: roadClasses[edges.roadClass[id]],
    features: edges.features[id],
    speedKmh: edges.speedKmh[id],
    sourceId: strings.get(edges.sourceId[id]),
  };
}
