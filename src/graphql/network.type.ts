import {Field, Float, ID, Int, ObjectType} from 'type-graphql';
import {GraphQLDateTime} from 'graphql-scalars';
import type {Bbox, NetworkInfo} from '../routing/engine.js';
import {Profile} from './profile.enum.js';

@ObjectType('Network', {
  simpleResolvers: true,
  description: 'What is loaded: its version changes with every load, and with it every cached answer.',
})
export class NetworkType implements NetworkInfo {
  @Field(() => ID, {description: 'Names this load in every answer; ids of nodes and edges are good within it.'})
  readonly version!: string;

  @Field(() => String, {description: 'Name of the file that it was loaded from.'})
  readonly source!: string;

  @Field(() => GraphQLDateTime, {description: 'When it was loaded, UTC.'})
  readonly loadedAt!: Date;

  @Field(() => [Float], {description: 'West, south, east, north, degrees.'})
  readonly bbox!: Bbox;

  @Field(() => Int, {description: 'How many nodes: places where edges meet.'})
  readonly nodeCount!: number;

  @Field(() => Int, {description: 'How many edges: stretches of road between two nodes.'})
  readonly edgeCount!: number;

  @Field(() => [Profile], {description: 'The profiles that can travel it.'})
  readonly profiles!: readonly Profile[];

  @Field(() => String, {description: 'Who made the data and under which licence; show it beside a map.'})
  readonly attribution!: string;
}
