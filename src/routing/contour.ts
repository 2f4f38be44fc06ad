import type {FeatureCollection, MultiPolygon} from 'geojson';
import {areaSquareMetres} from './area.js';
import {coveredMetres, type Coverage} from './coverage.js';
import type {Budget} from './isochrone.js';
import type {MultiPolygonCoordinates} from './rings.js';

/** What is reached within one budget. */
export class Contour {
  /** Seconds; null for a contour by distance. */
  readonly time: number | null;
  /** Metres; null for a contour by time. */
  readonly distance: number | null;
  readonly geometry: MultiPolygon;

  constructor(
    budget: Budget,
    polygons: MultiPolygonCoordinates,
    private readonly covered: Coverage,
    private readonly lengthMetres: ReadonlyMap<number, number>,
  ) {
    this.time = budget.measure === 'seconds' ? budget.amount : null;
    this.distance = budget.measure === 'metres' ? budget.amount : null;
    this.geometry = {type: 'MultiPolygon', coordinates: polygons};
  }

  /** Square metres on the ellipsoid, holes taken off. */
  get area(): number {
    return hundredths(areaSquareMetres(this.geometry.coordinates as MultiPolygonCoordinates));
  }

  /** Length of road reached, metres; a road counts once, whichever way it is travelled. */
  get reachedLength(): number {
    return hundredths(coveredMetres(this.covered, (edge) => this.lengthMetres.get(edge) ?? 0));
  }
}

/** Contours as GeoJSON: a feature each, largest first so that smaller ones are drawn on top. */
export function contoursAsFeatures(contours: readonly Contour[]): FeatureCollection<MultiPolygon> {
  return {
    type: 'FeatureCollection',
    features: [...contours].reverse().map((contour) => ({
      type: 'Feature',
      properties: {
        time: contour.time,
        distance: contour.distance,
        area: contour.area,
        reachedLength: contour.reachedLength,
      },
      geometry: contour.geometry,
    })),
  };
}

/** More digits would claim what no survey knows. */
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
