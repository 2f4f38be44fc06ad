import type {ProfileName} from '../profiles/profile.js';
import type {Objective} from './cost.js';
import type {RoutingError} from './errors.js';
import type {TileAddress} from './tile-grid.js';

/** [lon, lat], degrees, WGS 84. */
export type Position = readonly [lon: number, lat: number];

/** west, south, east, north, degrees. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/**
 * The port: what a routing engine does, in batches. Answers stand in the order of their asks; an ask that fails alone
 * has its error as its answer, and an error of the whole (no database, a time-out) rejects.
 * Every answer of `snap` and `nearestNodes` names the network version that it was found in, and the later verbs are
 * asked in that version: one query never mixes two networks.
 */
export interface RoutingEngine {
  readonly name: 'embedded' | 'pgrouting';
  /** What is loaded. @throws NetworkUnavailable */
  network(signal: AbortSignal): Promise<NetworkInfo>;
  /** The nearest places on roads. */
  snap(asks: readonly SnapAsk[], signal: AbortSignal): Promise<Answers<SnapAnswer>>;
  /** The nearest nodes that a profile's roads meet at. */
  nearestNodes(asks: readonly NearestNodesAsk[], signal: AbortSignal): Promise<Answers<NearestNodesAnswer>>;
  /** Best paths, each with its arcs; NoRoute for a pair without one. */
  paths(asks: readonly PathAsk[], signal: AbortSignal): Promise<Answers<Path>>;
  /** Best costs from every origin to every destination of an ask. */
  costs(asks: readonly CostsAsk[], signal: AbortSignal): Promise<Answers<Costs>>;
  /** What is reached within a budget. */
  reach(asks: readonly ReachAsk[], signal: AbortSignal): Promise<Answers<Reach>>;
  /** The edges that a profile may use and whose bounding box meets the box. */
  edgesWithin(asks: readonly EdgesWithinAsk[], signal: AbortSignal): Promise<Answers<Int32Array>>;
  /** Edges by id, in the order asked. */
  edges(version: string, ids: readonly number[] | Int32Array, signal: AbortSignal): Promise<EdgeRecord[]>;
  /** Vector tiles of the network. */
  tiles(asks: readonly TileAsk[], signal: AbortSignal): Promise<Answers<Tile>>;
  /** Lets go of everything it holds. */
  close(): Promise<void>;
}

export type Answers<T> = (T | RoutingError)[];

export interface NetworkInfo {
  readonly version: string;
  readonly source: string;
  readonly loadedAt: Date;
  readonly bbox: Bbox;
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly profiles: readonly ProfileName[];
  readonly attribution: string;
}

/** The points of one query: they are answered in one version. */
export interface SnapAsk {
  readonly profile: ProfileName;
  readonly points: readonly {readonly position: Position; readonly radiusMetres: number}[];
}

export interface SnapAnswer {
  readonly version: string;
  /** One entry a point. */
  readonly points: readonly SnapCandidates[];
}

/**
 * Distances are measured on a plane whose metres per degree are those of the point's latitude
 * (`metresPerDegree`), rounded to whole centimetres; the lower edge id wins a tie.
 * Beyond the radius a distance may be an upper bound.
 */
export interface SnapCandidates {
  /** The nearest place on the main component; null where the network has no road for the profile. */
  readonly main: Snap | null;
  /** The nearest place on any road that the profile may use. */
  readonly nearest: Snap | null;
}

/** A place on an edge. */
export interface Snap {
  readonly edge: number;
  /** 0 at the edge's source .. 1 at its target, by length. */
  readonly fraction: number;
  readonly location: Position;
  readonly distanceMetres: number;
  /** 0: main component; above: an island (see SearchGraph.component). */
  readonly component: number;
}

export interface NearestNodesAsk {
  readonly profile: ProfileName;
  readonly position: Position;
  readonly count: number;
  /** null: however far. */
  readonly maxDistanceMetres: number | null;
}

export interface NearestNodesAnswer {
  readonly version: string;
  /** Nearest first; the lower id wins a tie. */
  readonly nodes: readonly NodeRecord[];
}

export interface NodeRecord {
  readonly id: number;
  readonly location: Position;
  readonly distanceMetres: number;
  readonly sourceId: string | null;
  /** Distinct names of the roads that meet here, sorted. */
  readonly names: readonly string[];
}

export interface PathAsk {
  readonly version: string;
  readonly profile: ProfileName;
  readonly objective: Objective;
  readonly from: Snap;
  readonly to: Snap;
}

/**
 * A best path. Its first arc is travelled from the start's fraction on and its last up to the end's; a path of one arc
 * is the stretch between the two on one edge.
 */
export interface Path {
  /** Packed, see cost.ts. */
  readonly cost: number;
  /** In order of travel; at least one. */
  readonly edges: readonly number[];
  /** Of each edge: whether it is travelled from its source to its target. */
  readonly forward: readonly boolean[];
  /** The same with what each takes; worked out when it is asked for. */
  readonly arcs: readonly PathArc[];
  /** The same with their records, where the engine has them at hand; otherwise they are to be asked for by `edges`. */
  readonly travelled?: Travelled;
}

/** The edges that a path travels. */
export interface Travelled {
  readonly first: TravelledEdge;
  /** The same as the first one of a path of one edge. */
  readonly last: TravelledEdge;
  /** What lies between the two, in order of travel; null where they are one. */
  readonly between: readonly EdgeRun[] | null;
}

export interface TravelledEdge {
  readonly edge: EdgeRecord;
  /** Whether it is travelled from its source to its target. */
  readonly forward: boolean;
}

/** Edges that are travelled one after another, each as a whole. An engine may give one run with many paths. */
export interface EdgeRun {
  /** @param visit hears of each edge in order, and whether it is travelled from its source to its target */
  each(visit: (edge: EdgeRecord, forward: boolean) => void): void;
  /** Texts of its line, which whoever writes one leaves here for the next; engines make runs without. */
  written?: (string | undefined)[];
}

/** One edge in one direction: whole, whatever part of it the path travels. */
export interface PathArc {
  readonly edge: number;
  readonly forward: boolean;
  readonly seconds: number;
  readonly metres: number;
  /** Spent turning round at a dead end just before this arc, seconds. */
  readonly turnSeconds: number;
}

export interface CostsAsk {
  readonly version: string;
  readonly profile: ProfileName;
  readonly objective: Objective;
  readonly origins: readonly Snap[];
  readonly destinations: readonly Snap[];
}

export interface Costs {
  /** Row by row (origin by origin), packed (see cost.ts); Infinity where there is no way. */
  readonly cost: Float64Array;
}

export interface ReachAsk {
  readonly version: string;
  readonly profile: ProfileName;
  /** Reached from, or reaching, any of them. */
  readonly origins: readonly Snap[];
  readonly direction: 'DEPART' | 'ARRIVE';
  readonly measure: 'seconds' | 'metres';
  /** Seconds or metres. */
  readonly budget: number;
}

/**
 * The stretches of road that the search entered within the budget, in no given order; one edge may stand in several.
 * A stretch starts at `entryFraction` of its edge with `entryCost` spent, and spreads towards the edge's target
 * (`rising` 1) or its source (0) at `edgeCost` for the whole edge, up to its end or the budget, whichever is first.
 */
export interface Reach {
  readonly edge: Int32Array;
  readonly rising: Uint8Array;
  readonly entryFraction: Float64Array;
  readonly entryCost: Float64Array;
  readonly edgeCost: Float64Array;
}

export interface EdgesWithinAsk {
  readonly version: string;
  readonly profile: ProfileName;
  readonly bbox: Bbox;
}

export interface EdgeRecord {
  readonly id: number;
  readonly source: number;
  readonly target: number;
  readonly lengthMetres: number;
  /** lon, lat pairs, source to target. */
  readonly coordinates: Float64Array;
  readonly name: string | null;
  readonly ref: string | null;
  readonly roadClass: string;
  /** Bits of `roadFeature`. */
  readonly features: number;
  readonly speedKmh: number;
  readonly sourceId: string | null;
  /** Texts of its line, which whoever writes one leaves here for the next; engines make records without. */
  written?: (string | undefined)[];
}

/** A tile of the pyramid, of a zoom of `TILE_ZOOMS`. */
export interface TileAsk extends TileAddress {
  readonly version: string;
}

/**
 * A Mapbox Vector Tile (specification 2.1), not compressed: one layer, `edges`, as docs/tiles.md lists its properties.
 * No bytes where the tile has no road. Coordinates are rounded to the tile's units, and lines are cut at its buffer.
 */
export type Tile = Uint8Array;
