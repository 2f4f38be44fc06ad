import {ArgsType, Extensions, Field, Float, InputType} from 'type-graphql';
import {Direction} from './direction.enum.js';
import {Profile} from './profile.enum.js';
import {WaypointInput} from './waypoint.input.js';

@Extensions({oneOf: true})
@InputType('ContourInput', {description: 'What may be spent on the way: exactly one of time and distance.'})
export class ContourInput {
  @Field(() => Float, {
    nullable: true,
    description: "Seconds, above 0, at most the server's MAX_CONTOUR_SECONDS (default 7200).",
  })
  time?: number;

  @Field(() => Float, {
    nullable: true,
    description: "Metres along the roads, above 0, at most the server's MAX_CONTOUR_METRES (default 200,000).",
  })
  distance?: number;
}

@ArgsType()
export class IsochroneArgs {
  @Field(() => [WaypointInput], {
    description:
      'Where the ways start (DEPART) or end (ARRIVE): 1 or more; an area is reached if one of them reaches it.',
  })
  origins!: WaypointInput[];

  @Field(() => [ContourInput], {
    description: "One area each: 1 or more, as many as the server's MAX_CONTOURS (default 8) allows.",
  })
  contours!: ContourInput[];

  @Field(() => Profile, {defaultValue: 'CAR', description: 'Who travels.'})
  profile!: Profile;

  @Field(() => Direction, {defaultValue: 'DEPART', description: 'Whether the ways start or end at the origins.'})
  direction!: Direction;

  @Field(() => Float, {
    nullable: true,
    description: 'Tolerance of the outline, metres, above 0: how far it may be simplified. Default: not at all.',
  })
  generalize?: number;
}
