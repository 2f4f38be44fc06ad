import type {RoadNetwork} from '../src/graph/network.js';
import {profileNames} from '../src/profiles/profile.js';
import {seededRandom} from './random.js';

/** A place to ask for, beside a road that cars reach. */
export interface PlaceToAsk {
  readonly lon: number;
  readonly lat: number;
  /** The edge that it was put on, and where: what a service without a snap of its own is given. */
  readonly edge: number;
  readonly fraction: number;
}

/** About 10 m: a client's coordinates are seldom on the road itself. */
const OFF_ROAD_DEGREES = 1e-4;

/**
 * Random places on the main component of the car network, edge by edge with equal chance.
 * @returns the next place at each call; the same sequence for the same seed
 */
export function randomPlaces({edges, graphs}: RoadNetwork, seed: number): () => PlaceToAsk {
  const {component} = graphs[profileNames.indexOf('CAR')];
  const main = Int32Array.from(component.keys()).filter((edge) => component[edge] === 0);
  if (main.length === 0) throw new Error('The network has no road for cars to measure on.');
  const random = seededRandom(seed);
  return () => {
    const edge = main[Math.floor(random() * main.length)];
    const vertices = edges.firstVertex[edge + 1] - edges.firstVertex[edge];
    const vertex = edges.firstVertex[edge] + Math.floor(random() * vertices);
    return {
      lon: edges.coordinates[2 * vertex] + (random() - 0.5) * OFF_ROAD_DEGREES,
      lat: edges.coordinates[2 * vertex + 1] + (random() - 0.5) * OFF_ROAD_DEGREES,
      edge,
      fraction: random(),
    };
  };
}
