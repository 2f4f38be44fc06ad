import {Field, Float, ID, ObjectType} from 'type-graphql';
import type {Annotations} from '../routing/annotations.js';
import type {Bbox} from '../routing/engine.js';
import type {Leg} from '../routing/leg.js';
import type {Route, RouteResult} from '../routing/route.js';
import {SnappedWaypointType} from './snapped-waypoint.type.js';

@ObjectType('Annotations', {
  simpleResolvers: true,
  description: 'The edges that a leg runs along, in order: one entry each in every list. They sum up to the leg.',
})
export class AnnotationsType implements Annotations {
  @Field(() => [ID], {description: 'The edges; good within this network version.'})
  readonly edgeIds!: readonly string[];

  @Field(() => [Float], {description: 'Metres travelled on each edge.'})
  readonly distance!: readonly number[];

  @Field(() => [Float], {description: 'Seconds spent on each edge, a turn at a dead end just before it included.'})
  readonly duration!: readonly number[];

  @Field(() => [Float], {description: 'Speed of travel on each edge, km/h, without the turns.'})
  readonly speed!: readonly number[];

  @Field(() => [ID], {
    nullable: 'items',
    description: "The source's own id of each edge (an OSM way id); null where it has none.",
  })
  readonly sourceIds!: readonly (string | null)[];
}

/** What the schema shows of a Leg without arguments; the geometry is LegResolver's. */
type LegFields = Pick<Leg, 'distance' | 'duration' | 'annotations'>;

@ObjectType('Leg', {simpleResolvers: true, description: 'The way between two neighbouring waypoints.'})
export class LegType implements LegFields {
  @Field(() => Float, {description: 'Metres.'})
  readonly distance!: number;

  @Field(() => Float, {description: 'Seconds.'})
  readonly duration!: number;

  @Field(() => AnnotationsType, {description: 'The leg edge by edge.'})
  readonly annotations!: Annotations;
}

/** What the schema shows of a Route without arguments; the lines are RouteResolver's. */
type RouteFields = Pick<Route, 'distance' | 'duration' | 'bbox' | 'legs'>;

@ObjectType('Route', {simpleResolvers: true, description: 'A way through all waypoints in order.'})
export class RouteType implements RouteFields {
  @Field(() => Float, {description: 'Metres.'})
  readonly distance!: number;

  @Field(() => Float, {description: 'Seconds.'})
  readonly duration!: number;

  @Field(() => [Float], {description: 'Bounds of the line: west, south, east, north, degrees.'})
  readonly bbox!: Bbox;

  @Field(() => [LegType], {description: 'One leg less than there are waypoints.'})
  readonly legs!: readonly Leg[];
}

@ObjectType('RouteResult', {simpleResolvers: true, description: 'Routes, and where their waypoints snapped to.'})
export class RouteResultType implements RouteResult {
  @Field(() => [RouteType], {description: 'Best first; never empty.'})
  readonly routes!: readonly Route[];

  @Field(() => [SnappedWaypointType], {description: 'Where the waypoints snapped to, in order.'})
  readonly waypoints!: readonly SnappedWaypointType[];

  @Field(() => ID, {description: 'The network version that answered.'})
  readonly networkVersion!: string;
}
