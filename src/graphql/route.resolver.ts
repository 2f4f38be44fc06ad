import type * as GeoJSON from 'geojson';
import {Arg, Args, Ctx, FieldResolver, Float, Int, Query, Resolver, Root} from 'type-graphql';
import type {Leg} from '../routing/leg.js';
import {planRoute, type Route, type RouteResult} from '../routing/route.js';
import type {RequestContext} from './context.js';
import {LineString} from './geojson.scalars.js';
import {RouteArgs} from './route.args.js';
import {LegType, RouteResultType, RouteType} from './route.type.js';

const simplifyOption = {
  nullable: true,
  description: 'Tolerance, metres, 0 or above: how far the line may be simplified (Douglas-Peucker; ends kept).',
} as const;

@Resolver(() => RouteType)
export class RouteResolver {
  @Query(() => RouteResultType, {
    nullable: true,
    description: 'Best route through 2 or more waypoints in the given order.',
  })
  route(
    @Args(() => RouteArgs) args: RouteArgs,
    @Ctx() {engine, limits, signal}: RequestContext,
  ): Promise<RouteResult> {
    return planRoute(engine, args, limits, signal);
  }

  @FieldResolver(() => LineString, {description: 'The line travelled, from the first snap to the last.'})
  geometry(
    @Root() route: Route,
    @Arg('simplify', () => Float, simplifyOption) simplify?: number | null,
  ): GeoJSON.LineString {
    return route.geometry(simplify);
  }

  @FieldResolver(() => String, {
    description: 'The same line as an encoded polyline (Google\'s algorithm): latitude first, as the format has it.',
  })
  polyline(
    @Root() route: Route,
    @Arg('precision', () => Int, {defaultValue: 6, description: 'Decimal digits kept, 1 to 7.'}) precision: number,
    @Arg('simplify', () => Float, simplifyOption) simplify?: number | null,
  ): string {
    return route.polyline(precision, simplify);
  }
}

@Resolver(() => LegType)
export class LegResolver {
  @FieldResolver(() => LineString, {description: 'The line travelled, from one snap to the next.'})
  geometry(
    @Root() leg: Leg,
    @Arg('simplify', () => Float, simplifyOption) simplify?: number | null,
  ): GeoJSON.LineString {
    return leg.geometry(simplify);
  }
}
