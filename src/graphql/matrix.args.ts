import {ArgsType, Field} from 'type-graphql';
import {Objective} from './objective.enum.js';
import {Profile} from './profile.enum.js';
import {WaypointInput} from './waypoint.input.js';

@ArgsType()
export class MatrixArgs {
  @Field(() => [WaypointInput], {
    description:
      "Where the ways start: the rows. 1 or more; origins times destinations may be as many as the server's " +
      'MAX_MATRIX_CELLS (default 10,000).',
  })
  origins!: WaypointInput[];

  @Field(() => [WaypointInput], {description: 'Where the ways end: the columns. 1 or more.'})
  destinations!: WaypointInput[];

  @Field(() => Profile, {defaultValue: 'CAR', description: 'Who travels.'})
  profile!: Profile;

  @Field(() => Objective, {defaultValue: 'FASTEST', description: 'What the best ways minimise.'})
  objective!: Objective;
}
