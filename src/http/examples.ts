import type {Position, RoutingEngine} from '../routing/engine.js';
import {RoutingError} from '../routing/errors.js';

/** A query to try on the loaded network. */
export interface Example {
  /** What GraphiQL's tab says: the operation's name. */
  readonly name: string;
  readonly query: string;
}

/** Queries that the loaded network can answer: their places lie on its roads, spread over it. */
export async function examplesFor(engine: RoutingEngine, signal: AbortSignal): Promise<Example[]> {
  const [start, middle, end] = await findPlaces(engine, signal);
  return [
    {name: 'Route', query: routeExample(start, end)},
    {name: 'NearestNode', query: nearestNodeExample(middle)},
    {name: 'Isochrone', query: isochroneExample(middle)},
    {name: 'Matrix', query: matrixExample([start, middle, end])},
    {name: 'Network', query: networkExample},
  ];
}

/** @returns a command for a POSIX shell that asks the gateway at `url` the example's query */
export function curlFor({query}: Example, url: string): string {
  const text = query
    .replace(/^#.*\n/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  return `curl ${url}/graphql -H 'content-type: application/json' -d '${JSON.stringify({query: text})}'`;
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

/** The place as an input object of the query language; 5 digits are a metre. */
function input([lon, lat]: Position): string {
  return `{lon: ${lon.toFixed(5)}, lat: ${lat.toFixed(5)}}`;
}

function routeExample(start: Position, end: Position): string {
  return `# The fastest way by car; try profile: BICYCLE or FOOT, and objective: SHORTEST.
query Route {
  route(waypoints: [${input(start)}, ${input(end)}], profile: CAR) {
    routes {
      distance
      duration
      polyline
      legs {
        annotations {
          edgeIds
          speed
        }
      }
    }
    waypoints {
      name
      distance
    }
    networkVersion
  }
}
`;
}

function nearestNodeExample(at: Position): string {
  return `# The three junctions nearest to a place, and the roads that meet there.
query NearestNode {
  nearestNode(at: ${input(at)}, count: 3) {
    id
    location
    distance
    sourceId
    names
  }
}
`;
}

function isochroneExample(origin: Position): string {
  return `# Where a car gets to in 3 and in 6 minutes; the outlines are GeoJSON.
query Isochrone {
  isochrone(origins: [${input(origin)}], contours: [{time: 180}, {time: 360}], generalize: 20) {
    contours {
      time
      area
      reachedLength
      geometry
    }
    networkVersion
  }
}
`;
}

function matrixExample(places: readonly Position[]): string {
  const list = places.map(input).join(', ');
  return `# Seconds and metres from each place to each other, by bicycle.
query Matrix {
  matrix(
    origins: [${list}]
    destinations: [${list}]
    profile: BICYCLE
  ) {
    durations
    distances
  }
}
`;
}

const networkExample = `# What is loaded.
query Network {
  network {
    version
    source
    loadedAt
    bbox
    nodeCount
    edgeCount
    profiles
    attribution
  }
}
`;
