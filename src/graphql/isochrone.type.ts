import type * as GeoJSON from 'geojson';
import {Field, Float, ID, ObjectType} from 'type-graphql';
import type {Contour} from '../routing/contour.js';
import type {IsochroneResult} from '../routing/isochrone.js';
import {FeatureCollection, MultiPolygon} from './geojson.scalars.js';
import {SnappedWaypointType} from './snapped-waypoint.type.js';

/** What the schema shows of a Contour. */
type ContourFields = Pick<Contour, 'time' | 'distance' | 'geometry' | 'area' | 'reachedLength'>;

@ObjectType('Contour', {
  simpleResolvers: true,
  description: 'What is reached within one budget: its outline, its area, and the road in it.',
})
export class ContourType implements ContourFields {
  @Field(() => Float, {nullable: true, description: 'The budget, seconds; null for one of distance.'})
  readonly time!: number | null;

  @Field(() => Float, {nullable: true, description: 'The budget, metres along the roads; null for one of time.'})
  readonly distance!: number | null;

  @Field(() => MultiPolygon, {description: 'The outline, with holes where something inside is not reached.'})
  readonly geometry!: GeoJSON.MultiPolygon;

  @Field(() => Float, {description: 'Square metres on the ellipsoid.'})
  readonly area!: number;

  @Field(() => Float, {description: 'Length of road reached, metres; a road travelled in both directions counts once.'})
  readonly reachedLength!: number;
}

@ObjectType('IsochroneResult', {
  simpleResolvers: true,
  description: 'Areas that are reached, and where the ways start or end.',
})
export class IsochroneResultType implements IsochroneResult {
  @Field(() => [ContourType], {description: 'Contours by time first, then those by distance, each from the smallest.'})
  readonly contours!: readonly Contour[];

  @Field(() => FeatureCollection, {
    description:
      'The contours as one GeoJSON object, a feature each, largest first so that smaller ones are drawn on top; time, ' +
      'distance, area and reachedLength are properties.',
  })
  readonly featureCollection!: GeoJSON.FeatureCollection<GeoJSON.MultiPolygon>;

  @Field(() => [SnappedWaypointType], {description: 'Where the origins snapped to, in order.'})
  readonly origins!: readonly SnappedWaypointType[];

  @Field(() => ID, {description: 'The network version that answered.'})
  readonly networkVersion!: string;
}
