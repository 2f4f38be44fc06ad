import {coverage, coveredMetres} from './coverage.js';
import type {EdgeRecord, Reach} from './engine.js';
import {generalizedOutlines, mergedCellMetres} from './generalized-outlines.js';
import {generalizedSamples} from './generalized-samples.js';
import {OutlineField, reachedSamples} from './outline.js';
import {polygonsOf, type MultiPolygonCoordinates} from './rings.js';
import {type ExtraSample, type Plane, sampleRoads} from './road-samples.js';

/** How far beside a reached road the outline runs at most, metres: about half a city block. */
export const OFF_ROAD_METRES = 75;
/** Farthest apart two samples of a road are, metres. */
const SAMPLE_METRES = 25;

/** What the outlines of one isochrone are drawn from: plain data, as another thread can be sent it. */
export interface Drawing {
  /** One a contour. */
  readonly budgets: readonly {
    /** Of `reaches`. */
    readonly reach: number;
    /** In the reach's measure. */
    readonly amount: number;
  }[];
  readonly reaches: readonly Reach[];
  /** The roads that are reached and those near them, in the order of their ids. */
  readonly roads: PackedRoads;
  readonly plane: Plane;
  /** The origins. */
  readonly extras: readonly ExtraSample[];
  /** How far outlines may be from the exact ones, metres; 0 for the exact ones. */
  readonly toleranceMetres: number;
}

/** The outline of one contour. */
export interface Drawn {
  readonly polygons: MultiPolygonCoordinates;
  /** Length of road reached, metres. */
  readonly reachedMetres: number;
}

/** Draws outlines, here or elsewhere. @returns one a budget. @throws the signal's reason */
export type Draw = (drawing: Drawing, signal: AbortSignal) => Promise<Drawn[]>;

/** Roads in arrays that are handed over rather than copied. */
export interface PackedRoads {
  readonly id: Int32Array;
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly lengthMetres: Float64Array;
  /** Vertices of road r: `firstVertex[r]` up to `firstVertex[r + 1]`. */
  readonly firstVertex: Int32Array;
  /** Lon, lat pairs, degrees. */
  readonly coordinates: Float64Array;
}

export function packRoads(roads: readonly EdgeRecord[]): PackedRoads {
  const firstVertex = new Int32Array(roads.length + 1);
  roads.forEach(({coordinates}, road) => (firstVertex[road + 1] = firstVertex[road] + coordinates.length / 2));
  const coordinates = new Float64Array(2 * firstVertex[roads.length]);
  roads.forEach((road, place) => coordinates.set(road.coordinates, 2 * firstVertex[place]));
  return {
    id: Int32Array.from(roads, ({id}) => id),
    source: Int32Array.from(roads, ({source}) => source),
    target: Int32Array.from(roads, ({target}) => target),
    lengthMetres: Float64Array.from(roads, ({lengthMetres}) => lengthMetres),
    firstVertex,
    coordinates,
  };
}

/** Draws all contours between one set of samples, so that the area of a larger budget contains that of a smaller one. */
export function drawIsochrone({budgets, reaches, roads, plane, extras, toleranceMetres}: Drawing): Drawn[] {
  const covered = budgets.map(({reach, amount}) => coverage(reaches[reach], amount));
  const exact = sampleRoads(unpacked(roads), plane, SAMPLE_METRES, extras);
  const cell = mergedCellMetres(toleranceMetres);
  const samples = cell > 0 ? generalizedSamples(exact, cell) : exact;

  const reached = covered.map((part) => reachedSamples(samples, part));
  const ever = new Uint8Array(samples.count);
  for (const some of reached) for (let i = 0; i < ever.length; i++) ever[i] |= some[i];
  const field = new OutlineField(samples, ever, OFF_ROAD_METRES);
  const outlines = covered.map((part, i) => field.outline(part, reached[i]));
  const drawn = toleranceMetres > 0 ? generalizedOutlines(outlines, toleranceMetres) : outlines;

  const lengths = new Map(Array.from(roads.id, (id, road) => [id, roads.lengthMetres[road]]));
  const toPosition = (x: number, y: number): [number, number] => [rounded(x / plane.kx), rounded(y / plane.ky)];
  return drawn.map((outline, i) => ({
    polygons: polygonsOf(outline, toPosition),
    reachedMetres: coveredMetres(covered[i], (edge) => lengths.get(edge) ?? 0),
  }));
}

function unpacked({id, source, target, firstVertex, coordinates}: PackedRoads) {
  return Array.from(id, (road, place) => ({
    id: road,
    source: source[place],
    target: target[place],
    coordinates: coordinates.subarray(2 * firstVertex[place], 2 * firstVertex[place + 1]),
  }));
}

/** To a tenth of a millimetre: coarser, and rings could touch themselves where they are thin. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e9) / 1e9;
}
