/** How a city of one size does. Times are medians, milliseconds; a matrix is of 25 x 25, a search of 300 s. */
export interface ScaleRow {
  /** Of the city. */
  readonly edges: number;
  /** Of `roadql build`, and the largest that its process got. */
  readonly build: {readonly seconds: number; readonly peakMiB: number; readonly graphFileMiB: number};
  /** Arcs of a label of CAR FASTEST, the mean of both directions: what a search has to look at. */
  readonly labelArcs: number;
  readonly embedded: EngineTimes;
  /** Null: there is no database here. */
  readonly pgrouting: (EngineTimes & LoadFigures) | null;
}

export interface EngineTimes {
  readonly routeMs: number;
  readonly matrixMs: number;
  readonly reachMs: number;
}

/** Of `roadql load`. */
export interface LoadFigures {
  readonly loadSeconds: number;
  /** The largest that the loader's process got. */
  readonly loadPeakMiB: number;
  readonly databaseMiB: number;
  /** How its labels are kept by default. */
  readonly labels: string;
  /** A route by packed labels, of which a large city may afford those of one weighting alone. */
  readonly packedRouteMs: number;
}
