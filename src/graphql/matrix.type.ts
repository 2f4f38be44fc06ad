import {Extensions, Field, Float, ID, ObjectType} from 'type-graphql';
import type {Matrix} from '../routing/matrix.js';
import {SnappedWaypointType} from './snapped-waypoint.type.js';

@ObjectType('Matrix', {
  simpleResolvers: true,
  description: 'Durations and distances between every origin (row) and every destination (column).',
})
export class MatrixType implements Matrix {
  @Extensions({nonNullRows: true})
  @Field(() => [[Float]], {
    nullable: 'items',
    description: 'Seconds of the best way from origin i to destination j, at [i][j]; null where there is no way.',
  })
  readonly durations!: Matrix['durations'];

  @Extensions({nonNullRows: true})
  @Field(() => [[Float]], {
    nullable: 'items',
    description: 'Metres of the same ways, at [i][j]; null where there is no way.',
  })
  readonly distances!: Matrix['distances'];

  @Field(() => [SnappedWaypointType], {description: 'Where the origins snapped to, in order.'})
  readonly origins!: SnappedWaypointType[];

  @Field(() => [SnappedWaypointType], {description: 'Where the destinations snapped to, in order.'})
  readonly destinations!: SnappedWaypointType[];

  @Field(() => ID, {description: 'The network version that answered.'})
  readonly networkVersion!: string;
}
