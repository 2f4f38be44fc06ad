import {Args, Ctx, Query, Resolver} from 'type-graphql';
import {findNearestNodes, type NearestNode} from '../routing/nearest-node.js';
import type {RequestContext} from './context.js';
import {NearestNodeArgs} from './nearest-node.args.js';
import {NearestNodeType} from './nearest-node.type.js';

@Resolver()
export class NearestNodeResolver {
  @Query(() => [NearestNodeType], {
    nullable: true,
    description:
      'The nearest nodes of the network that the profile can route over, nearest first; the lower id wins a tie. An ' +
      'empty list where none is within maxDistance.',
  })
  nearestNode(
    @Args(() => NearestNodeArgs) args: NearestNodeArgs,
    @Ctx() {engine, signal}: RequestContext,
  ): Promise<readonly NearestNode[]> {
    return findNearestNodes(engine, args, signal);
  }
}
