import type {Tags} from '../profiles/profile.js';

/** One road as a source file has it, before it is cut into edges. */
export interface Road {
  /** The source's own id (an OSM way id), null where it has none. */
  readonly sourceId: string | null;
  /** Tags in OpenStreetMap's words. */
  readonly tags: Tags;
  /** Vertices as lon, lat, lon, lat, ..., degrees, WGS 84. */
  readonly coordinates: Float64Array;
  /** One id a vertex: two vertices of equal id are one place, where a traveller may change roads. */
  readonly nodeIds: Float64Array;
}

/** A turn restriction as it was read: ids are the source's own. */
export interface TurnRestriction {
  readonly sourceId: string;
  /** The relation's tags: `restriction`, `restriction:bicycle`, `except`, `restriction:conditional`, ... */
  readonly tags: Tags;
  /** Way ids: more than one where the restriction starts or ends on several (`no_entry`, `no_exit`). */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** A node id, or way ids in order of travel. */
  readonly via: {readonly node: number} | {readonly ways: readonly string[]};
}

/**
 * A file of roads, opened by a reader. The members are used in this order: `roads()` to its end, then the rest,
 * which is complete only then.
 */
export interface RoadSource {
  readonly format: 'osm-pbf' | 'geojson' | 'shapefile';
  /** Who made the data and under which licence, one line. */
  readonly attribution: string;
  /** Whether `nodeIds` are the source's own ids, worth keeping. */
  readonly hasNodeIds: boolean;
  /** Every road of the file, streamed; may be called once. */
  roads(signal: AbortSignal): AsyncIterable<Road>;
  /** Tags of the nodes that may bar the way (barriers), by node id. */
  readonly nodeTags: ReadonlyMap<number, Tags>;
  readonly restrictions: readonly TurnRestriction[];
}

/** How far a reader or builder is: `done` and `total` in `unit`, total 0 where it is not known. */
export type OnProgress = (phase: string, done: number, total: number, unit: string) => void;
