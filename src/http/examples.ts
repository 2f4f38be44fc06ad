import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {packageRoot} from '../package-root.js';
import type {Position, RoutingEngine} from '../routing/engine.js';
import {RoutingError} from '../routing/errors.js';

/** A query to try on the loaded network. */
export interface Example {
  /** What GraphiQL's tab says: the operation's name. */
  readonly name: string;
  /** A document of schema/operations. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Queries that the loaded network can answer: their places lie on its roads, spread over it. */
export async function examplesFor(engine: RoutingEngine, signal: AbortSignal): Promise<Example[]> {
  const [start, middle, end] = (await findPlaces(engine, signal)).map(input);
  const places = [start, middle, end];
  return [
    example('Route', {waypoints: [start, end], profile: 'CAR'}),
    example('NearestNode', {at: middle, count: 3}),
    example('Isochrone', {origins: [middle], contours: [{time: 180}, {time: 360}], generalize: 20}),
    example('Matrix', {origins: places, destinations: places, profile: 'BICYCLE'}),
    example('Network', {}),
  ];
}

/** @returns a command for a POSIX shell that asks the gateway at `url` the example's query */
export function curlFor({query, variables}: Example, url: string): string {
  const text = query
    .replace(/^#.*\n/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  return `curl ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({query: text, variables})}'`;
}

function example(name: string, variables: Example['variables']): Example {
  return {name, query: readFileSync(join(packageRoot, 'schema', 'operations', `${name}.graphql`), 'utf8'), variables};
}

/** How far from a point of the map the road may be, metres: anywhere in a network as large as a country. */
const ANYWHERE_METRES = 1_000_000;

/** Three places on the main roads of the network, south-west to north-east through its middle. */
async function findPlaces(engine: RoutingEngine, signal: AbortSignal): Promise<Position[]> {
  const {bbox, profiles} = await engine.network(signal);
  const [west, south, east, north] = bbox;
  const points = [0.35, 0.5, 0.65].map((share) => ({
    position: [west + (east - west) * share, south + (north - south) * share] as const,
    radiusMetres: ANYWHERE_METRES,
  }));
  const [answer] = await engine.snap([{profile: profiles[0], points}], signal);
  if (answer instanceof RoutingError) throw answer;
  return answer.points.map(({main, nearest}, i) => (main ?? nearest)?.location ?? points[i].position);
}

/** The place as an input object; 5 digits are a metre. */
function input([lon, lat]: Position) {
  return {lon: Number(lon.toFixed(5)), lat: Number(lat.toFixed(5))};
}
