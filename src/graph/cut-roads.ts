import type {Profile} from '../profiles/profile.js';
import type {CollectedRoads} from './collect-roads.js';
import {Growable, GrowableFloat64, GrowableInt32} from './growable.js';
import {lineLengthMetres} from './geodesic.js';
import {findJunctions} from './junctions.js';
import type {Edges, Nodes} from './network.js';
import type {RoadSource} from './road.js';
import type {PackedStrings} from './string-table.js';

/** Roads cut at their junctions. */
export interface CutRoads {
  readonly nodes: Nodes;
  readonly edges: Edges;
  /** Edges of road r: `firstEdge[r]` up to `firstEdge[r + 1]`, in the order and the direction of its vertices. */
  readonly firstEdge: Uint32Array;
  /** By node: bit p is set where profile p may drive up to the node, but not through it (a barrier). */
  readonly barred: Uint8Array;
  /** The node of a source's node id; -1 where no edge ends there. */
  readonly findNode: (sourceNodeId: number) => number;
}

/**
 * Cuts roads into edges at every junction (see `findJunctions`). A closed road without one becomes a loop. Where two
 * neighbouring vertices lie at one position the inner one is left out; an edge whose only two vertices do has 0 m.
 */
export function cutRoads(roads: CollectedRoads, source: RoadSource, profiles: readonly Profile[]): CutRoads {
  const junctions = findJunctions(roads, source, profiles);
  const nodeOf = new Int32Array(junctions.isJunction.length).fill(-1);
  const lon = new GrowableFloat64();
  const lat = new GrowableFloat64();
  const sourceId = new GrowableFloat64();
  const barred = new Growable((length) => new Uint8Array(length));
  const lines = new EdgeLines();
  const firstEdge = new Uint32Array(roads.count + 1);

  const nodeAt = (vertex: number) => {
    const spot = junctions.spot[vertex];
    if (nodeOf[spot] < 0) {
      nodeOf[spot] = lon.length;
      lon.push(roads.coordinates[2 * vertex]);
      lat.push(roads.coordinates[2 * vertex + 1]);
      sourceId.push(source.hasNodeIds ? roads.vertexId[vertex] : NaN);
      barred.push(junctions.barred[spot]);
    }
    return nodeOf[spot];
  };

  for (let road = 0; road < roads.count; road++) {
    const end = roads.firstVertex[road + 1];
    let start = roads.firstVertex[road];
    for (let vertex = start + 1; vertex < end; vertex++) {
      if (vertex < end - 1 && !junctions.isJunction[junctions.spot[vertex]]) continue;
      lines.add(road, nodeAt(start), nodeAt(vertex), roads.coordinates, start, vertex);
      start = vertex;
    }
    firstEdge[road + 1] = lines.count;
  }

  return {
    nodes: {count: lon.length, lon: lon.toArray(), lat: lat.toArray(), sourceId: sourceId.toArray()},
    edges: lines.finish(roads, roads.strings.pack()),
    firstEdge,
    barred: barred.toArray(),
    findNode: (id) => {
      const spot = junctions.findSpot(id);
      return spot < 0 ? -1 : nodeOf[spot];
    },
  };
}

/** Collects edges' ends and geometry. */
class EdgeLines {
  private readonly road = new GrowableInt32();
  private readonly source = new GrowableInt32();
  private readonly target = new GrowableInt32();
  private readonly firstVertex = new Growable((length) => new Uint32Array(length));
  private readonly coordinates = new GrowableFloat64();

  constructor() {
    this.firstVertex.push(0);
  }

  get count(): number {
    return this.road.length;
  }

  add(road: number, source: number, target: number, from: Float64Array, first: number, last: number): void {
    this.road.push(road);
    this.source.push(source);
    this.target.push(target);
    let kept = first;
    this.pushVertex(from, first);
    for (let vertex = first + 1; vertex <= last; vertex++) {
      const repeats = from[2 * vertex] === from[2 * kept] && from[2 * vertex + 1] === from[2 * kept + 1];
      const isOnlyEnd = vertex === last && kept === first;
      if (repeats && !isOnlyEnd) continue;
      this.pushVertex(from, vertex);
      kept = vertex;
    }
    this.firstVertex.push(this.coordinates.length / 2);
  }

  finish(roads: CollectedRoads, strings: PackedStrings): Edges {
    const road = this.road.toArray();
    const firstVertex = this.firstVertex.toArray();
    const coordinates = this.coordinates.toArray();
    return {
      count: road.length,
      source: this.source.toArray(),
      target: this.target.toArray(),
      lengthMetres: Float64Array.from(road, (_, edge) =>
        lineLengthMetres(coordinates, firstVertex[edge], firstVertex[edge + 1]),
      ),
      firstVertex,
      coordinates,
      name: Int32Array.from(road, (of) => roads.name[of]),
      ref: Int32Array.from(road, (of) => roads.ref[of]),
      sourceId: Int32Array.from(road, (of) => roads.sourceId[of]),
      roadClass: Uint8Array.from(road, (of) => roads.roadClass[of]),
      features: Uint16Array.from(road, (of) => roads.features[of]),
      speedKmh: Float32Array.from(road, (of) => roads.speedKmh[of]),
      strings,
    };
  }

  private pushVertex(from: Float64Array, vertex: number): void {
    this.coordinates.push(from[2 * vertex]);
    this.coordinates.push(from[2 * vertex + 1]);
  }
}
