import {Field, Float, ID, ObjectType} from 'type-graphql';
import type {Position} from '../routing/engine.js';
import type {SnappedWaypoint} from '../routing/snapped-waypoint.js';

@ObjectType('SnappedWaypoint', {simpleResolvers: true, description: 'Where a waypoint snapped to.'})
export class SnappedWaypointType implements SnappedWaypoint {
  @Field(() => [Float], {description: 'The place on the edge: [longitude, latitude], degrees.'})
  readonly location!: Position;

  @Field(() => Float, {description: 'From the waypoint to the place, in a straight line, metres.'})
  readonly distance!: number;

  @Field(() => ID, {description: 'The edge; good within this network version.'})
  readonly edgeId!: string;

  @Field(() => Float, {description: 'How far along the edge, by length: 0 at its source, 1 at its target.'})
  readonly fraction!: number;

  @Field(() => String, {nullable: true, description: 'The name of the road; null where it has none.'})
  readonly name!: string | null;
}
