import type {FeatureCollection, MultiPolygon} from 'geojson';
import {areaSquareMetres} from './area.js';
import {multiPolygonText} from './geojson-text.js';
import type {Budget} from './isochrone.js';
import type {Drawn} from './isochrone-drawing.js';
import type {MultiPolygonCoordinates} from './rings.js';

/** What is reached within one budget. */
export class Contour {
  /** Seconds; null for a contour by distance. */
  readonly time: number | null;
  /** Metres; null for a contour by time. */
  readonly distance: number | null;
  readonly geometry: MultiPolygon;

  /** Length of road reached, metres; a road counts once, whichever way it is travelled. */
  readonly reachedLength: number;

  constructor(budget: Budget, {polygons, reachedMetres}: Drawn) {
    this.reachedLength = hundredths(reachedMetres);
    this.time = budget.measure === 'seconds' ? budget.amount : null;
    this.distance = budget.measure === 'metres' ? budget.amount : null;
    this.geometry = {type: 'MultiPolygon', coordinates: polygons};
  }

  /** The geometry as JSON. */
  get geometryText(): string {
    return multiPolygonText(this.geometry.coordinates as MultiPolygonCoordinates);
  }

  /** Square metres on the ellipsoid, holes taken off. */
  get area(): number {
    return hundredths(areaSquareMetres(this.geometry.coordinates as MultiPolygonCoordinates));
  }
}

/** Contours as GeoJSON: a feature each, largest first so that smaller ones are drawn on top. */
export function contoursAsFeatures(contours: readonly Contour[]): FeatureCollection<MultiPolygon> {
  return {
    type: 'FeatureCollection',
    features: [...contours].reverse().map((contour) => ({
      type: 'Feature',
      properties: propertiesOf(contour),
      geometry: contour.geometry,
    })),
  };
}

/** The same as JSON. */
export function contoursAsFeaturesText(contours: readonly Contour[]): string {
  const features = [...contours].reverse().map((contour) => {
    const properties = JSON.stringify(propertiesOf(contour));
    return `{"type":"Feature","properties":${properties},"geometry":${contour.geometryText}}`;
  });
  return `{"type":"FeatureCollection","features":[${features.join(',')}]}`;
}

function propertiesOf({time, distance, area, reachedLength}: Contour) {
  return {time, distance, area, reachedLength};
}

/** More digits would claim what no survey knows. */
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
