import type {ProfileName} from '../profiles/profile.js';
import type {DropTally} from './drops.js';
import type {Hierarchy} from './hierarchy/hierarchy.js';
import type {TurnRestriction} from './road.js';
import type {SpatialIndex} from './spatial-index.js';

/**
 * A road network in typed arrays: built once by the loader, written to a file or a database, opened by the engines.
 * Nodes and edges are numbered from 0 without gaps; a number is good within one network version only.
 */
export interface RoadNetwork {
  readonly meta: NetworkMeta;
  readonly nodes: Nodes;
  readonly edges: Edges;
  /** One search graph for each profile, in the order of `profileNames`. */
  readonly graphs: readonly SearchGraph[];
  /** By weighting, as far as they were built; what has none is searched on its search graph. */
  readonly hierarchies: readonly Hierarchy[];
  readonly index: SpatialIndex;
  /** Turn restrictions as they were read; the search graphs hold their meaning. Empty in a network from a graph file. */
  readonly restrictions: readonly TurnRestriction[];
  /** The graph file that its arrays look into where it lies, so that another thread can look too; none: its own memory. */
  readonly mappedFile?: string;
}

export interface NetworkMeta {
  /** The network's name: `--name`, or the file's name without its endings. */
  readonly name: string;
  /** The source file's name, without its folder. */
  readonly source: string;
  readonly format: 'osm-pbf' | 'geojson' | 'shapefile';
  /** Of the source file (a shapefile: of its .shp, .dbf and .prj in this order) and its mapping, hex. */
  readonly sha256: string;
  readonly attribution: string;
  /** ISO 8601, UTC. */
  readonly builtAt: string;
  /** west, south, east, north, degrees. */
  readonly bbox: readonly [number, number, number, number];
  /** What was left out and why. */
  readonly dropped: readonly DropTally[];
}

/** Where edges meet. */
export interface Nodes {
  readonly count: number;
  /** Degrees, rounded to 1e-7 as OpenStreetMap stores them. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** The source's own node id; NaN where it has none. */
  readonly sourceId: Float64Array;
}

/** Stretches of road between two nodes: one geometry and one name each. */
export interface Edges {
  readonly count: number;
  /** Nodes at the first and the last vertex. */
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** Geodesic length (WGS 84), metres. */
  readonly lengthMetres: Float64Array;
  /** Vertices of edge e: `coordinates[2 * firstVertex[e]]` up to `2 * firstVertex[e + 1]`, as lon, lat pairs. */
  readonly firstVertex: Uint32Array;
  readonly coordinates: Float64Array;
  /** Places in `strings`; -1 for none. */
  readonly name: Int32Array;
  readonly ref: Int32Array;
  readonly sourceId: Int32Array;
  /** Place in `roadClasses` (src/profiles/road-class.ts). */
  readonly roadClass: Uint8Array;
  /** Bits of `roadFeature`. */
  readonly features: Uint16Array;
  /** km/h: the posted limit or the class's default for cars, for display; 0 where neither applies. */
  readonly speedKmh: Float32Array;
  readonly strings: StringTable;
}

/** Read-only strings by place. */
export interface StringTable {
  readonly count: number;
  /** The string at a place; null for -1. */
  get(place: number): string | null;
}

/**
 * What one profile's searches run on: road nodes and edge directions with turn restrictions, destination-only
 * zones and dead-end turns compiled into the topology (docs/decisions). A *place in the search graph* is a road
 * node together with what the traveller may still not do there; places 0 .. nodes.count - 1 are the road nodes
 * themselves, with nothing forbidden; places beyond are copies.
 */
export interface SearchGraph {
  readonly profile: ProfileName;
  /** Places, copies included. */
  readonly nodeCount: number;
  /** The road node of each place. */
  readonly roadNode: Int32Array;
  readonly arcCount: number;
  /** Arcs are sorted by tail: those of place n are `firstArc[n]` up to `firstArc[n + 1]`. Length nodeCount + 1. */
  readonly firstArc: Uint32Array;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Rounded to whole milliseconds, so that sums agree wherever they are made. */
  readonly seconds: Float32Array;
  /** Rounded to whole centimetres. */
  readonly metres: Float32Array;
  /** The edge that the arc runs along; -1 for the turn at a dead end (20 s, 0 m). */
  readonly edge: Int32Array;
  /** 1: from the edge's source to its target; 0: against it. */
  readonly forward: Uint8Array;
  /** 1: a trip that starts on this edge, in this direction, leaves by this copy: one arc for each edge and direction. */
  readonly departs: Uint8Array;
  /** Arcs by head: those into place n are `inArc[firstInArc[n]]` up to `inArc[firstInArc[n + 1]]`. */
  readonly firstInArc: Uint32Array;
  readonly inArc: Int32Array;
  /** Arcs by edge: those of edge e are `edgeArc[firstEdgeArc[e]]` up to `edgeArc[firstEdgeArc[e + 1]]`. */
  readonly firstEdgeArc: Uint32Array;
  readonly edgeArc: Int32Array;
  /**
   * By edge: -1 the profile may not use it; 0 it is on the main component (it can be reached from, and leads to, the
   * largest strongly connected part); n > 0 it is on island n (edges that hang together without the main component).
   */
  readonly component: Int32Array;
  /** Islands, without the main component. */
  readonly islandCount: number;
}
