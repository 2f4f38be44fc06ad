import {ArgsType, Field, Float, Int} from 'type-graphql';
import {Objective} from './objective.enum.js';
import {Profile} from './profile.enum.js';
import {WaypointInput} from './waypoint.input.js';

@ArgsType()
export class RouteArgs {
  @Field(() => [WaypointInput], {
    description:
      "Where the route leads, in order: 2 or more, as many as the server's MAX_WAYPOINTS (default 25) allows.",
  })
  waypoints!: WaypointInput[];

  @Field(() => Profile, {defaultValue: 'CAR', description: 'Who travels.'})
  profile!: Profile;

  @Field(() => Objective, {defaultValue: 'FASTEST', description: 'What the best route minimises.'})
  objective!: Objective;
}

const simplifyOptions = {
  nullable: true,
  description: 'Tolerance, metres, 0 or above: how far the line may be simplified (Douglas-Peucker; ends kept).',
} as const;

@ArgsType()
export class LineArgs {
  @Field(() => Float, simplifyOptions)
  simplify?: number;
}

@ArgsType()
export class PolylineArgs {
  @Field(() => Int, {defaultValue: 6, description: 'Decimal digits of a degree that are kept, 1 to 7.'})
  precision!: number;

  @Field(() => Float, simplifyOptions)
  simplify?: number;
}
