import {Random} from '../../data/random.js';
import type {RoadNetwork, SearchGraph} from '../../src/graph/network.js';
import type {WaypointAsk} from '../../src/routing/snap-rule.js';

/** About 25 m, degrees of latitude: as far as a person on the street stands from the middle of the road. */
const besideTheRoad = 0.00022;

/** Farther than any road from a place in a network's box, metres. */
const anyDistance = 50_000;

/** Waypoints in a network, the same in every run. */
export class RandomWaypoints {
  private readonly random: Random;

  /** @param seed names the sequence */
  constructor(
    private readonly network: RoadNetwork,
    seed: string,
  ) {
    this.random = new Random(seed);
  }

  /** Every second one in mid-edge beside some road, the others anywhere in the network's box, however far the road. */
  next(): WaypointAsk {
    return this.random.chance(0.5) ? this.anywhere(anyDistance) : this.besideEdge(this.someEdge());
  }

  /** Anywhere in the network's box. @param radius how far its road may be, metres */
  anywhere(radius?: number): WaypointAsk {
    const [west, south, east, north] = this.network.meta.bbox;
    return {lon: this.random.between(west, east), lat: this.random.between(south, north), radius};
  }

  /** Beside any road, whoever may use it. */
  besideRoad(): WaypointAsk {
    return this.besideEdge(this.someEdge());
  }

  /** Two waypoints on an island of a profile's network, or on two different ones; null where it has no island. */
  onIslands(graph: SearchGraph): [WaypointAsk, WaypointAsk] | null {
    const edges = Array.from(graph.component.keys()).filter((edge) => graph.component[edge] > 0);
    if (edges.length === 0) return null;
    const first = this.random.pick(edges);
    const neighbours = edges.filter((edge) => graph.component[edge] === graph.component[first]);
    const second = this.random.chance(0.8) ? this.random.pick(neighbours) : this.random.pick(edges);
    return [this.onEdge(first), this.onEdge(second)];
  }

  private someEdge(): number {
    return Math.floor(this.random.next() * this.network.edges.count);
  }

  private besideEdge(edge: number): WaypointAsk {
    const {lon, lat} = this.onEdge(edge);
    const aside = () => this.random.between(-besideTheRoad, besideTheRoad);
    return {lon: lon + aside(), lat: lat + aside()};
  }

  private onEdge(edge: number): {lon: number; lat: number} {
    const {firstVertex, coordinates} = this.network.edges;
    const segments = firstVertex[edge + 1] - firstVertex[edge] - 1;
    const at = 2 * (firstVertex[edge] + Math.floor(this.random.next() * segments));
    const share = this.random.next();
    return {
      lon: coordinates[at] + share * (coordinates[at + 2] - coordinates[at]),
      lat: coordinates[at + 1] + share * (coordinates[at + 3] - coordinates[at + 1]),
    };
  }
}
