import {Field, Float, ID, ObjectType} from 'type-graphql';
import type {Position} from '../routing/engine.js';
import type {NearestNode} from '../routing/nearest-node.js';

@ObjectType('NearestNode', {simpleResolvers: true, description: 'A node of the network: a place where edges meet.'})
export class NearestNodeType implements NearestNode {
  @Field(() => ID, {description: 'Good within this network version.'})
  readonly id!: string;

  @Field(() => [Float], {description: '[longitude, latitude], degrees.'})
  readonly location!: Position;

  @Field(() => Float, {description: 'Straight-line distance, metres.'})
  readonly distance!: number;

  @Field(() => ID, {nullable: true, description: "The source's own id (an OSM node id), where it has one."})
  readonly sourceId!: string | null;

  @Field(() => [String], {description: 'Names of the roads that meet here, sorted, each once.'})
  readonly names!: readonly string[];
}
