import {Args, Ctx, Query, Resolver} from 'type-graphql';
import {type IsochroneResult, planIsochrone} from '../routing/isochrone.js';
import type {RequestContext} from './context.js';
import {IsochroneArgs} from './isochrone.args.js';
import {IsochroneResultType} from './isochrone.type.js';

@Resolver()
export class IsochroneResolver {
  @Query(() => IsochroneResultType, {
    nullable: true,
    description:
      'Areas reachable from (DEPART) or that reach (ARRIVE) the origins within each contour, smallest first.',
  })
  isochrone(
    @Args(() => IsochroneArgs) args: IsochroneArgs,
    @Ctx() {engine, limits, signal}: RequestContext,
  ): Promise<IsochroneResult> {
    return planIsochrone(engine, args, limits, signal);
  }
}
