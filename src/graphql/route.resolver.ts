import {Args, Ctx, FieldResolver, Query, Resolver, Root} from 'type-graphql';
import type {Leg} from '../routing/leg.js';
import type {LineString as LineGeometry} from '../routing/line.js';
import {planRoute, type Route, type RouteResult} from '../routing/route.js';
import type {RequestContext} from './context.js';
import {LineString} from './geojson.scalars.js';
import {answered} from './geojson-texts.js';
import {LineArgs, PolylineArgs, RouteArgs} from './route.args.js';
import {LegType, RouteResultType, RouteType} from './route.type.js';

@Resolver(() => RouteType)
export class RouteResolver {
  @Query(() => RouteResultType, {
    nullable: true,
    description: 'Best route through 2 or more waypoints in the given order.',
  })
  route(@Args(() => RouteArgs) args: RouteArgs, @Ctx() {engine, limits, signal}: RequestContext): Promise<RouteResult> {
    return planRoute(engine, args, limits, signal);
  }

  @FieldResolver(() => LineString, {description: 'The line travelled, from the first snap to the last.'})
  geometry(
    @Root() {line}: Route,
    @Args(() => LineArgs) {simplify}: LineArgs,
    @Ctx() {geojson}: RequestContext,
  ): LineGeometry | string {
    return answered(
      geojson,
      () => line.geometryText(simplify),
      () => line.geometry(simplify),
    );
  }

  @FieldResolver(() => String, {
    description: "The same line as an encoded polyline (Google's algorithm): latitude first, as the format has it.",
  })
  polyline(
    @Root() {line}: Route,
    @Args(() => PolylineArgs) {precision, simplify}: PolylineArgs,
    @Ctx() {geojson}: RequestContext,
  ): string {
    return answered(
      geojson,
      () => line.polylineText(precision, simplify),
      () => line.polyline(precision, simplify),
    );
  }
}

@Resolver(() => LegType)
export class LegResolver {
  @FieldResolver(() => LineString, {description: 'The line travelled, from one snap to the next.'})
  geometry(
    @Root() {line}: Leg,
    @Args(() => LineArgs) {simplify}: LineArgs,
    @Ctx() {geojson}: RequestContext,
  ): LineGeometry | string {
    return answered(
      geojson,
      () => line.geometryText(simplify),
      () => line.geometry(simplify),
    );
  }
}
