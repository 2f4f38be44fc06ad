import type {EdgeRecord} from './engine.js';
import {jitter} from './jitter.js';

/** Points along roads on a plane in metres: what an outline is drawn between. */
export interface RoadSamples {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly runs: readonly SampleRun[];
}

/** The samples of one edge, from its source to its target. */
export interface SampleRun {
  readonly edge: number;
  /** Places in RoadSamples; those of the edge's ends are shared with the other edges of the node. */
  readonly samples: readonly number[];
  /** Fraction of each sample along the edge. */
  readonly fractions: readonly number[];
}

/** A plane in metres around a latitude: x = lon * kx, y = lat * ky. */
export interface Plane {
  readonly kx: number;
  readonly ky: number;
}

/** A further sample on an edge, so that a short stretch between two samples is not lost. */
export interface ExtraSample {
  readonly edge: number;
  readonly fraction: number;
}

/**
 * Samples edges at their vertices and, between those, at least every `spacing` metres. Where they lie depends on the
 * roads and the extra samples alone, never on a budget: so the outlines of all budgets are drawn between one set.
 */
export function sampleRoads(
  edges: readonly EdgeRecord[],
  plane: Plane,
  spacing: number,
  extras: readonly ExtraSample[],
): RoadSamples {
  const xs: number[] = [];
  const ys: number[] = [];
  const ofNode = new Map<number, number>();
  const extrasOf = new Map<number, number[]>();
  for (const {edge, fraction} of extras) extrasOf.set(edge, [...(extrasOf.get(edge) ?? []), fraction]);

  const add = (x: number, y: number, seed: number): number => {
    // Exact ties (a street grid's rectangles) would let the triangulation choose either diagonal: a shift of at most
    // a millimetre, the same for the same place in every query, leaves it no choice.
    xs.push(x + jitter(seed) / 1000);
    ys.push(y + jitter(seed, 1) / 1000);
    return xs.length - 1;
  };
  const atNode = (node: number, x: number, y: number): number => {
    const known = ofNode.get(node);
    if (known !== undefined) return known;
    const sample = add(x, y, node + 1);
    ofNode.set(node, sample);
    return sample;
  };

  const runs = edges.map((edge): SampleRun => {
    const places = placesAlong(edge, plane, spacing, extrasOf.get(edge.id) ?? []);
    const last = places.length - 1;
    const samples = places.map(({x, y}, i) =>
      i === 0
        ? atNode(edge.source, x, y)
        : i === last
          ? atNode(edge.target, x, y)
          : add(x, y, (edge.id + 1) * 1009 + i),
    );
    return {edge: edge.id, samples, fractions: places.map((place) => place.fraction)};
  });
  return {count: xs.length, x: Float64Array.from(xs), y: Float64Array.from(ys), runs};
}

interface Place {
  x: number;
  y: number;
  fraction: number;
}

function placesAlong(edge: EdgeRecord, plane: Plane, spacing: number, extras: readonly number[]): Place[] {
  const {coordinates} = edge;
  const places: Place[] = [{x: coordinates[0] * plane.kx, y: coordinates[1] * plane.ky, fraction: 0}];
  let travelled = 0;
  for (let i = 2; i < coordinates.length; i += 2) {
    const from = places[places.length - 1];
    const x = coordinates[i] * plane.kx;
    const y = coordinates[i + 1] * plane.ky;
    const length = Math.hypot(x - from.x, y - from.y);
    const parts = Math.max(1, Math.ceil(length / spacing));
    const start = {x: from.x, y: from.y};
    for (let part = 1; part <= parts; part++) {
      const share = part / parts;
      places.push({
        x: start.x + (x - start.x) * share,
        y: start.y + (y - start.y) * share,
        fraction: travelled + length * share,
      });
    }
    travelled += length;
  }
  for (const place of places) place.fraction = travelled > 0 ? place.fraction / travelled : 0;
  places[places.length - 1].fraction = 1;
  for (const fraction of extras) insert(places, fraction);
  return places;
}

function insert(places: Place[], fraction: number): void {
  const next = places.findIndex((place) => place.fraction >= fraction);
  if (next <= 0 || places[next].fraction === fraction) return;
  const before = places[next - 1];
  const after = places[next];
  const share = (fraction - before.fraction) / (after.fraction - before.fraction);
  places.splice(next, 0, {
    x: before.x + (after.x - before.x) * share,
    y: before.y + (after.y - before.y) * share,
    fraction,
  });
}
