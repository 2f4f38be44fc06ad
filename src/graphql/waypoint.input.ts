import {Field, Float, InputType} from 'type-graphql';
import {Latitude, Longitude} from './coordinate.scalars.js';

@InputType('CoordinateInput', {description: 'A point on the globe.'})
export class CoordinateInput {
  @Field(() => Longitude, {description: 'Degrees east.'})
  lon!: number;

  @Field(() => Latitude, {description: 'Degrees north.'})
  lat!: number;
}

@InputType('WaypointInput', {
  description:
    'A place to start from, pass or reach. It snaps to the nearest point ON an edge that the profile may use, not to ' +
    'a node: on the main component of the network, unless the nearest edge of every place of the query is on one and ' +
    'the same island.',
})
export class WaypointInput {
  @Field(() => Longitude, {description: 'Degrees east.'})
  lon!: number;

  @Field(() => Latitude, {description: 'Degrees north.'})
  lat!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Farthest snap allowed, metres, above 0; beyond it: POINT_NOT_NEAR_NETWORK. Default 2000.',
  })
  radius?: number;
}
