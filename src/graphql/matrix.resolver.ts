import {Args, Ctx, Query, Resolver} from 'type-graphql';
import {type Matrix, planMatrix} from '../routing/matrix.js';
import type {RequestContext} from './context.js';
import {MatrixArgs} from './matrix.args.js';
import {MatrixType} from './matrix.type.js';

@Resolver()
export class MatrixResolver {
  @Query(() => MatrixType, {
    nullable: true,
    description: 'Durations and distances between every origin and every destination; null where there is no way.',
  })
  matrix(@Args(() => MatrixArgs) args: MatrixArgs, @Ctx() {engine, limits, signal}: RequestContext): Promise<Matrix> {
    return planMatrix(engine, args, limits, signal);
  }
}
