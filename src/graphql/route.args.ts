import {ArgsType, Field} from 'type-graphql';
import {Objective} from './objective.enum.js';
import {Profile} from './profile.enum.js';
import {WaypointInput} from './waypoint.input.js';

@ArgsType()
export class RouteArgs {
  @Field(() => [WaypointInput], {
    description: 'Where the route leads, in order: 2 or more, as many as the server\'s MAX_WAYPOINTS (default 25) allows.',
  })
  waypoints!: WaypointInput[];

  @Field(() => Profile, {defaultValue: 'CAR', description: 'Who travels.'})
  profile!: Profile;

  @Field(() => Objective, {defaultValue: 'FASTEST', description: 'What the best route minimises.'})
  objective!: Objective;
}
