import type {EdgeRecord} from './engine.js';
import type {TravelledPart} from './leg.js';

/** One entry for each edge that a leg runs along, in order; distances and durations add up to the leg's. */
export interface Annotations {
  readonly edgeIds: readonly string[];
  /** Metres of the edge that are travelled. */
  readonly distance: readonly number[];
  /** Seconds, with the turn at a dead end just before the edge. */
  readonly duration: readonly number[];
  /** km/h of the driving alone; 0 on an edge that takes no time. */
  readonly speed: readonly number[];
  /** The source's own ids of the roads; null where it has none. */
  readonly sourceIds: readonly (string | null)[];
}

/** @param edges of each of the parts, in order */
export function annotationsOf(parts: readonly TravelledPart[], edges: readonly EdgeRecord[]): Annotations {
  return {
    edgeIds: parts.map(({arc}) => String(arc.edge)),
    distance: parts.map(({centimetres}) => centimetres / 100),
    duration: parts.map(({milliseconds}) => milliseconds / 1000),
    // of the whole arc: a part of it is driven as fast, and its own figures are rounded
    speed: parts.map(({arc}) => (arc.seconds > 0 ? Math.round((3600 * arc.metres) / arc.seconds) / 1000 : 0)),
    sourceIds: edges.map(({sourceId}) => sourceId),
  };
}
