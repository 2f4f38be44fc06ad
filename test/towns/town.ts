import type {RoadNetwork} from '../../src/graph/network.js';
import type {TurnRestriction} from '../../src/graph/road.js';
import type {ProfileName, Tags} from '../../src/profiles/profile.js';
import type {Objective} from '../../src/routing/cost.js';
import type {Position, RoutingEngine} from '../../src/routing/engine.js';
import {defaultLimits} from '../../src/routing/limits.js';
import {planMatrix, type Matrix} from '../../src/routing/matrix.js';
import {planRoute, type RouteResult} from '../../src/routing/route.js';
import type {WaypointAsk} from '../../src/routing/snap-rule.js';
import type {EngineUnderTest} from './engines.js';
import type {TownMap} from './map.js';
import {networkOf} from './street-source.js';

export interface TownOptions {
  /** Further tags of streets, by name. */
  readonly tags?: Readonly<Record<string, Tags>>;
  readonly restrictions?: readonly TurnRestriction[];
}

interface Journey {
  readonly profile?: ProfileName;
  readonly objective?: Objective;
}

const never = new AbortController().signal;

/** A drawn town that an engine has loaded, asked in the words of its map. */
export class Town {
  private constructor(
    private readonly map: TownMap,
    readonly network: RoadNetwork,
    readonly engine: RoutingEngine,
  ) {}

  static async load(engine: EngineUnderTest, map: TownMap, {tags = {}, restrictions}: TownOptions = {}): Promise<Town> {
    const streets = map.roads.map(({name, oneWay}) => ({
      name,
      nodes: [...name].map((letter) => letter.charCodeAt(0)),
      positions: [...name].map((letter) => positionOf(map, letter)),
      tags: {oneway: oneWay, ...tags[name]},
    }));
    const network = await networkOf(streets, restrictions);
    return new Town(map, network, await engine.open(network));
  }

  /** A place on a street, or on the line between any two letters. @param share 0 at the first letter, 1 at the last */
  at(letters: string, share = 0.5): WaypointAsk {
    const [fromLon, fromLat] = positionOf(this.map, letters[0]);
    const [toLon, toLat] = positionOf(this.map, letters[letters.length - 1]);
    return {lon: fromLon + share * (toLon - fromLon), lat: fromLat + share * (toLat - fromLat)};
  }

  route(places: readonly WaypointAsk[], {profile = 'CAR', objective = 'FASTEST'}: Journey = {}): Promise<RouteResult> {
    return planRoute(this.engine, {waypoints: places, profile, objective}, defaultLimits, never);
  }

  /** Names of the streets of a route, in order. */
  async streets(places: readonly WaypointAsk[], journey?: Journey): Promise<(string | null)[]> {
    const {routes} = await this.route(places, journey);
    return routes[0].legs.flatMap(({annotations}) => annotations.sourceIds);
  }

  matrix(
    origins: readonly WaypointAsk[],
    destinations: readonly WaypointAsk[],
    {profile = 'CAR', objective = 'FASTEST'}: Journey = {},
  ): Promise<Matrix> {
    return planMatrix(this.engine, {origins, destinations, profile, objective}, defaultLimits, never);
  }
}

function positionOf({nodes}: TownMap, letter: string): Position {
  const position = nodes.get(letter);
  if (!position) throw new Error(`The map has no node ${letter}.`);
  return position;
}
