import {ArgsType, Field, Float, Int} from 'type-graphql';
import {Profile} from './profile.enum.js';
import {CoordinateInput} from './waypoint.input.js';

@ArgsType()
export class NearestNodeArgs {
  @Field(() => CoordinateInput, {description: 'Where to look from.'})
  at!: CoordinateInput;

  @Field(() => Profile, {defaultValue: 'CAR', description: 'Only nodes that this profile can get to or leave.'})
  profile!: Profile;

  @Field(() => Int, {defaultValue: 1, description: 'How many nodes at most, 1 to 100.'})
  count!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'No node farther away than this, metres, above 0. Default: however far.',
  })
  maxDistance?: number;
}
