import type {FeatureCollection, MultiPolygon} from 'geojson';
import {Args, Ctx, FieldResolver, Query, Resolver, Root} from 'type-graphql';
import {type Contour, contoursAsFeatures, contoursAsFeaturesText} from '../routing/contour.js';
import {type IsochroneResult, planIsochrone} from '../routing/isochrone.js';
import type {RequestContext} from './context.js';
import {answered} from './geojson-texts.js';
import {IsochroneArgs} from './isochrone.args.js';
import {ContourType, IsochroneResultType} from './isochrone.type.js';

@Resolver(() => IsochroneResultType)
export class IsochroneResolver {
  @Query(() => IsochroneResultType, {
    nullable: true,
    description:
      'Areas reachable from (DEPART) or that reach (ARRIVE) the origins within each contour, smallest first.',
  })
  isochrone(
    @Args(() => IsochroneArgs) args: IsochroneArgs,
    @Ctx() {engine, limits, signal, draw}: RequestContext,
  ): Promise<IsochroneResult> {
    return planIsochrone(engine, args, limits, signal, draw);
  }

  @FieldResolver()
  featureCollection(
    @Root() {contours}: IsochroneResult,
    @Ctx() {geojson}: RequestContext,
  ): FeatureCollection<MultiPolygon> | string {
    return answered(
      geojson,
      () => contoursAsFeaturesText(contours),
      () => contoursAsFeatures(contours),
    );
  }
}

@Resolver(() => ContourType)
export class ContourResolver {
  @FieldResolver()
  geometry(@Root() contour: Contour, @Ctx() {geojson}: RequestContext): MultiPolygon | string {
    return answered(
      geojson,
      () => contour.geometryText,
      () => contour.geometry,
    );
  }
}
